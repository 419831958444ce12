package slipstream.alerter.exclusions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.alerter.Samples;
import slipstream.alerter.incident.notice.NotificationReason;
import slipstream.schemas.avro.Exclusion;
import slipstream.schemas.avro.ExclusionKind;
import slipstream.schemas.avro.Sli;

@DisplayName("Announced maintenance")
@DisplayNameGeneration(ReplaceUnderscores.class)
class AnnouncedMaintenanceTest {
    private static final Instant FROM = Instant.parse("2026-03-02T01:00:00Z");
    private static final Instant TO = FROM.plus(Duration.ofHours(1));
    private static final String APP = Samples.SERIES.appKey();

    private final AnnouncedMaintenance maintenance = new AnnouncedMaintenance();

    @Test
    void keeps_people_from_being_told_from_its_start_to_its_end() {
        put(APP, exclusion());

        assertThat(objectsAt(FROM.minusMillis(1))).isFalse();
        assertThat(objectsAt(FROM)).isTrue();
        assertThat(objectsAt(TO.minusMillis(1))).isTrue();
        assertThat(objectsAt(TO)).isFalse();
    }

    @Test
    void is_about_what_it_selects() {
        put("com.example.other", exclusion());
        assertThat(objectsAt(FROM)).isFalse();
        put(APP, exclusion().setSli(Sli.SYNTHETIC));
        assertThat(objectsAt(FROM)).isFalse();
        put(APP, exclusion().setProduct("trello"));
        assertThat(objectsAt(FROM)).isFalse();
        put(APP, exclusion().setScope("https://other.example.com"));
        assertThat(objectsAt(FROM)).isFalse();
        put(APP, exclusion().setProduct(Samples.SERIES.scope()));
        assertThat(objectsAt(FROM)).isTrue();
    }

    @Test
    void may_be_of_all_apps() {
        put("*", exclusion());

        assertThat(objectsAt(FROM)).isTrue();
    }

    @Test
    void recurs() {
        put(APP, exclusion().setRecurrence("FREQ=DAILY").setTimeZone("Europe/Berlin"));

        assertThat(objectsAt(Instant.parse("2026-03-29T01:30:00Z")))
                .as("the hour that does not exist")
                .isTrue();
        assertThat(objectsAt(Instant.parse("2026-07-01T00:30:00Z"))).isTrue();
        assertThat(objectsAt(Instant.parse("2026-07-01T01:30:00Z"))).isFalse();
    }

    @Test
    void that_was_taken_back_or_is_a_fault_of_the_platform_keeps_nobody_from_being_told() {
        put(APP, exclusion());
        put(APP, exclusion().setRevision(2).setRemoved(true));
        assertThat(objectsAt(FROM)).isFalse();
        put(APP, exclusion().setKind(ExclusionKind.PLATFORM_FAULT));
        assertThat(objectsAt(FROM)).isFalse();
        put(APP, exclusion().setRecurrence("FREQ=NEVER").setTimeZone("UTC"));
        assertThat(objectsAt(FROM)).isFalse();
    }

    private void put(String appKey, Exclusion.Builder exclusion) {
        maintenance.changed(appKey + "/night", exclusion.setAppKey(appKey).build());
    }

    private boolean objectsAt(Instant now) {
        return maintenance
                .objection(Samples.opened(), "mail:a@example.com", now)
                .filter(NotificationReason.EXCLUDED::equals)
                .isPresent();
    }

    private static Exclusion.Builder exclusion() {
        return Exclusion.newBuilder()
                .setId("night")
                .setKind(ExclusionKind.MAINTENANCE)
                .setFrom(FROM)
                .setTo(TO)
                .setReason("a new database")
                .setAuthor("Ada")
                .setUpdatedAt(FROM);
    }
}
