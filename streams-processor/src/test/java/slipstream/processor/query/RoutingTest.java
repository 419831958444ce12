package slipstream.processor.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.kit.http.Json;

@DisplayName("A question about one app")
@DisplayNameGeneration(ReplaceUnderscores.class)
class RoutingTest {
    private final Instance asked = new Instance();
    private final Instance other = new Instance();
    private final Instance third = new Instance();

    @AfterEach
    void stop() {
        asked.close();
        other.close();
        third.close();
    }

    private static int bad(HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode body = Json.mapper().readTree(response.body());
        assertThat(body.get("partial").asBoolean()).isFalse();
        return body.at("/series/0/windows/0/bad").asInt();
    }

    private static String copy(HttpResponse<String> response) {
        return response.headers().firstValue("Slipstream-Copy").orElseThrow();
    }

    @Test
    void is_answered_by_the_instance_that_counts_the_app() throws Exception {
        asked.where.ownedBy(other.address());
        other.timeline.bad("b", 10_000, 10_000);

        HttpResponse<String> answer = asked.slis();

        assertThat(bad(answer)).isEqualTo(1);
        assertThat(copy(answer)).isEqualTo("owner");
    }

    @Test
    void is_answered_at_once_where_that_is_short_and_waits_for_nobody() throws Exception {
        asked.timeline.bad("b", 10_000, 10_000);

        assertThat(bad(asked.slis())).isEqualTo(1);
        assertThat(asked.where.answeredAtOnce()).isEqualTo(1);
    }

    @Test
    void waits_on_a_thread_that_may_wait() throws Exception {
        asked.timeline.bad("b", 10_000, 10_000);
        asked.where.shut();

        HttpResponse<String> answer = asked.slis();

        assertThat(bad(answer)).isEqualTo(1);
        assertThat(copy(answer)).isEqualTo("owner");
    }

    @Test
    void is_not_answered_at_once_when_it_is_of_the_past_or_long() throws Exception {
        asked.get("/v1/apps/" + Instance.APP + "/slis?at=2026-03-08T22:35:00Z");
        assertThat(asked.where.answeredAtOnce()).as("of the past").isZero();

        for (int i = 0; i <= CurrentWindows.FEW_SERIES; i++) {
            asked.timeline.scope("product-" + i).bad("b" + i, 10_000, 10_000);
        }
        JsonNode body = asked.json("/v1/apps/" + Instance.APP + "/slis");

        assertThat(body.get("series")).hasSize(CurrentWindows.FEW_SERIES + 1);
        assertThat(asked.where.answeredAtOnce()).as("long").isZero();
    }

    @Test
    void with_a_body_is_handed_on_with_it() throws Exception {
        asked.where.ownedBy(other.address());
        other.timeline.bad("b", 9_999, 10_000);

        HttpResponse<String> answer = asked.post(
                "/v1/apps/" + Instance.APP + "/exclusions/preview",
                "{\"from\": \"2026-03-08T22:35:00Z\", \"to\": \"2026-03-08T22:40:00Z\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Json.mapper()
                        .readTree(answer.body())
                        .at("/series/0/wouldBe/0/excluded")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void is_answered_from_the_copy_here_when_the_owner_does_not_answer() throws Exception {
        asked.timeline.bad("b", 10_000, 10_000).commit().bad("c", 10_000, 10_000);
        asked.where.ownedBy(other.address()).copiedHere();
        other.close();

        HttpResponse<String> answer = asked.slis();

        assertThat(bad(answer)).as("as of the last commit").isEqualTo(1);
        assertThat(copy(answer)).isEqualTo("standby");
    }

    @Test
    void is_answered_by_a_standby_when_the_owner_cannot() throws Exception {
        asked.where.ownedBy(other.address()).alsoCopiedAt(third.address());
        other.where.notHere();
        third.timeline.bad("b", 10_000, 10_000).commit();
        third.where.copiedHere();

        HttpResponse<String> answer = asked.slis();

        assertThat(bad(answer)).isEqualTo(1);
        assertThat(copy(answer)).isEqualTo("standby");
    }

    @Test
    void is_never_handed_on_twice() throws Exception {
        asked.where.ownedBy(other.address());
        other.where.ownedBy(asked.address());

        assertThat(asked.slis().statusCode()).isEqualTo(503);
    }

    @Test
    void is_tried_again_while_the_partition_is_with_nobody() throws Exception {
        asked.timeline.bad("b", 10_000, 10_000);
        asked.where.notHere().hereFromTheThirdLookOn();

        assertThat(bad(asked.slis())).isEqualTo(1);
    }

    @Test
    void gets_the_reason_when_nobody_has_answered_in_time() throws Exception {
        asked.where.notHere();

        HttpResponse<String> answer = asked.slis();

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("not-readable").contains("changing hands");
    }

    @Test
    void that_cannot_be_answered_as_it_stands_is_so_at_once_wherever_the_app_is() throws Exception {
        asked.where.ownedBy(other.address());

        assertThat(asked.get("/v1/apps/" + Instance.APP + "/slis?at=x").statusCode())
                .isEqualTo(400);
    }
}
