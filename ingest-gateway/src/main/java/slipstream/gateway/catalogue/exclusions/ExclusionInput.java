package slipstream.gateway.catalogue.exclusions;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import slipstream.gateway.admission.BaseUrl;
import slipstream.gateway.admission.Registration;
import slipstream.gateway.catalogue.Input;
import slipstream.gateway.catalogue.InvalidInput;
import slipstream.schemas.InvalidRecurrence;
import slipstream.schemas.Occurrences;
import slipstream.schemas.Recurrence;
import slipstream.schemas.Slis;
import slipstream.schemas.avro.Exclusion;
import slipstream.schemas.avro.ExclusionKind;
import slipstream.schemas.avro.Sli;

/** An exclusion as somebody sent it, with every limit that it must keep. */
final class ExclusionInput {
    /** Exclusions lie on the boundaries of five-minute cells. */
    private static final Duration CELL = Duration.ofMinutes(5);

    /** Longest stretch without an end: events are counted for 31 days. */
    private static final Duration LONGEST = Duration.ofDays(31);

    private static final Duration FURTHEST_BACK = Duration.ofDays(400);
    private static final Duration FURTHEST_AHEAD = Duration.ofDays(800);

    /** Most times that one exclusion recurs, over all its years. */
    private static final int MAX_OCCURRENCES = 10_000;

    private static final Set<String> PRODUCTS = Set.of("jira", "confluence");
    private static final int MAX_WORD = 100;
    private static final int MAX_URL = 2_000;
    private static final int MAX_RECURRENCE = 500;
    private static final int MAX_REASON = 1_000;

    private final Input input;
    private final Asked asked;

    private ExclusionInput(Input input, Asked asked) {
        this.input = input;
        this.asked = asked;
    }

    /**
     * What is known of a request besides its body.
     *
     * @param app the app; absent when the exclusion is for all
     * @param standing the revision that it replaces
     * @param byOperator whether an operator asks
     * @param author who asks
     */
    record Asked(
            String appKey,
            String id,
            @Nullable Registration app,
            @Nullable Exclusion standing,
            boolean byOperator,
            String author,
            Instant now) {}

    static Exclusion read(byte[] body, Asked asked) throws InvalidInput {
        Input input = Input.parse(body);
        input.ignore("id", "appKey", "author", "updatedAt", "revision", "removed", "occurrences");
        return new ExclusionInput(input, asked).read();
    }

    private Exclusion read() throws InvalidInput {
        Sli sli = sli();
        String product = product();
        String baseUrl = baseUrl();
        refuseContradictions(sli, product, baseUrl);
        ExclusionKind kind = kind();
        Instant from = boundary("from");
        Instant to = boundary("to");
        String recurrence = input.optional("recurrence", MAX_RECURRENCE);
        String timeZone = timeZone(recurrence);
        Exclusion.Builder exclusion = Exclusion.newBuilder()
                .setId(asked.id)
                .setAppKey(asked.appKey)
                .setSli(sli)
                .setScope(baseUrl)
                .setProduct(product)
                .setKind(kind)
                .setRecurrence(recurrence)
                .setTimeZone(timeZone)
                .setReason(input.required("reason", MAX_REASON))
                .setAuthor(asked.author)
                .setUpdatedAt(Instant.ofEpochMilli(asked.now.toEpochMilli()))
                .setRevision(asked.standing == null ? 1 : asked.standing.getRevision() + 1);
        if (from != null && to != null) {
            exclusion.setFrom(from).setTo(to);
            if (areBounds(from, to) && (recurrence == null || timeZone != null)) {
                refuseOccurrences(exclusion.build());
            }
        }
        input.finish();
        return exclusion.build();
    }

    private @Nullable Sli sli() {
        String id = input.optional("sli", MAX_WORD);
        if (id != null && Slis.ofId(id).isEmpty()) {
            input.fault("sli", "unknown-sli", "there is no indicator \"" + id + "\"");
        }
        return id == null ? null : Slis.ofId(id).orElse(null);
    }

    private @Nullable String product() {
        String product = input.optional("product", MAX_WORD);
        if (product != null && !PRODUCTS.contains(product)) {
            input.fault("product", "unknown-product", "must be jira or confluence");
        } else if (product != null && asked.app != null && !asked.app.products().contains(product)) {
            input.fault("product", "unknown-product", "the app is not registered for this product");
        }
        return product;
    }

    private @Nullable String baseUrl() {
        String text = input.optional("baseUrl", MAX_URL);
        if (text == null) {
            return null;
        }
        String baseUrl = BaseUrl.withoutTrailingSlash(text);
        if (asked.app != null
                && asked.app.baseUrls().stream().noneMatch(known -> known.url().equals(baseUrl))) {
            input.fault("baseUrl", "unknown-base-url", "is not among the base URLs of the app");
        }
        return baseUrl;
    }

    private void refuseContradictions(@Nullable Sli sli, @Nullable String product, @Nullable String baseUrl) {
        if (product != null && (baseUrl != null || sli == Sli.AVAILABILITY)) {
            input.fault("product", "contradiction", "availability is measured per base URL, which has no product");
        }
        if (baseUrl != null && sli != null && sli != Sli.AVAILABILITY) {
            input.fault("baseUrl", "contradiction", "only availability is measured per base URL");
        }
    }

    private ExclusionKind kind() {
        String kind = input.required("kind", MAX_WORD);
        if (kind.equals(ExclusionKind.PLATFORM_FAULT.name())) {
            if (!asked.byOperator) {
                input.fault("kind", "operators-only", "only an operator can say that the platform was at fault");
            }
            return ExclusionKind.PLATFORM_FAULT;
        }
        if (!kind.isEmpty() && !kind.equals(ExclusionKind.MAINTENANCE.name())) {
            input.fault("kind", "unknown-kind", "must be MAINTENANCE or PLATFORM_FAULT");
        }
        return ExclusionKind.MAINTENANCE;
    }

    private @Nullable Instant boundary(String field) {
        Instant time = input.time(field);
        if (time == null) {
            input.requiredUnlessFaulty(field);
        } else if (time.toEpochMilli() % CELL.toMillis() != 0) {
            input.fault(field, "not-on-boundary", "must lie on a five-minute boundary, such as 12:00:00Z or 12:05:00Z");
        }
        return time;
    }

    private boolean areBounds(Instant from, Instant to) {
        if (from.isBefore(asked.now.minus(FURTHEST_BACK))) {
            input.fault("from", "too-long-ago", "may lie at most " + FURTHEST_BACK.toDays() + " days back");
        } else if (from.isAfter(asked.now.plus(FURTHEST_AHEAD))) {
            input.fault("from", "too-far-ahead", "may lie at most " + FURTHEST_AHEAD.toDays() + " days ahead");
        } else if (!from.isBefore(to)) {
            input.fault("to", "not-after-start", "must lie after from");
        } else if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            input.fault("to", "too-long", "may lie at most " + LONGEST.toDays() + " days after from");
        } else {
            return true;
        }
        return false;
    }

    private @Nullable String timeZone(@Nullable String recurrence) {
        String timeZone = input.optional("timeZone", MAX_WORD);
        if (recurrence != null && timeZone == null) {
            input.requiredUnlessFaulty("timeZone");
            return null;
        }
        if (recurrence == null && timeZone != null) {
            input.fault("timeZone", "without-recurrence", "means nothing without a recurrence");
        }
        if (timeZone != null && !ZoneId.getAvailableZoneIds().contains(timeZone)) {
            input.fault("timeZone", "unknown-time-zone", "must be an IANA name such as Europe/Berlin");
            return null;
        }
        return timeZone;
    }

    private void refuseOccurrences(Exclusion exclusion) {
        Occurrences occurrences;
        try {
            occurrences = Occurrences.of(exclusion);
        } catch (InvalidRecurrence e) {
            input.fault("recurrence", "invalid-recurrence", String.valueOf(e.getMessage()));
            return;
        }
        if (occurrences instanceof Recurrence recurrence && recurrence.isMoreThan(MAX_OCCURRENCES)) {
            input.fault("recurrence", "too-many-occurrences", "may recur at most " + MAX_OCCURRENCES + " times");
        } else if (exclusion.getKind() == ExclusionKind.MAINTENANCE
                && exclusion.getFrom().isBefore(asked.now)
                && !forgivesNothingMore(exclusion, occurrences)) {
            input.fault("from", "already-begun", "maintenance is announced before it begins");
        }
    }

    /** Whether what has begun of it was announced by the standing revision already. */
    private boolean forgivesNothingMore(Exclusion exclusion, Occurrences occurrences) {
        Exclusion standing = asked.standing;
        if (standing == null || standing.getRemoved() || !selectsTheSame(standing, exclusion)) {
            return false;
        }
        Occurrences announced = Occurrences.of(standing);
        return occurrences.between(exclusion.getFrom(), asked.now).stream()
                .allMatch(begun -> announced.between(begun.from(), begun.to()).stream()
                        .anyMatch(known -> !known.from().isAfter(begun.from())
                                && !known.to().isBefore(begun.to())));
    }

    private static boolean selectsTheSame(Exclusion one, Exclusion other) {
        return one.getKind() == other.getKind()
                && Objects.equals(one.getSli(), other.getSli())
                && Objects.equals(one.getScope(), other.getScope())
                && Objects.equals(one.getProduct(), other.getProduct());
    }
}
