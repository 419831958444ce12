package slipstream.gateway.catalogue.objectives;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import slipstream.gateway.objectives.Change;
import slipstream.gateway.objectives.Objectives;
import slipstream.gateway.objectives.Plan;
import slipstream.gateway.objectives.Promise;
import slipstream.gateway.objectives.Wanted.Sound;
import slipstream.schemas.avro.Objective;

/** The answers about objectives, as they stand in JSON. */
final class ObjectiveAnswers {
    private ObjectiveAnswers() {}

    record Found(String severity, int line, int column, String path, String message) {
        static List<Found> of(Objectives objectives) {
            return objectives.findings().stream()
                    .map(each -> new Found(
                            each.severity().name().toLowerCase(Locale.ROOT),
                            each.at().line(),
                            each.at().column(),
                            each.path(),
                            each.sentence()))
                    .toList();
        }
    }

    record Said(String appKey, String id, int line, Map<String, String> fields) {}

    record Validated(boolean valid, List<Said> objectives, List<Found> findings) {
        static Validated of(Objectives read) {
            List<Said> sound = read.wanted().stream()
                    .filter(Sound.class::isInstance)
                    .map(Sound.class::cast)
                    .map(each -> new Said(
                            each.appKey(),
                            each.id(),
                            each.at().line(),
                            each.promise().fields()))
                    .toList();
            return new Validated(read.isSound(), sound, Found.of(read));
        }
    }

    record Field(
            String field, @Nullable String from, @Nullable String to) {}

    record Changed(
            String change,
            String appKey,
            String id,
            @Nullable Integer line,
            List<Field> fields,
            @Nullable String reason) {
        static Changed of(Change change) {
            List<Field> fields = change.fields().stream()
                    .map(each -> new Field(
                            each.field(), each.from().orElse(null), each.to().orElse(null)))
                    .toList();
            return new Changed(
                    change.kind().name().toLowerCase(Locale.ROOT),
                    change.appKey(),
                    change.id(),
                    change.wanted().map(each -> each.at().line()).orElse(null),
                    fields,
                    change.reason().isEmpty() ? null : change.reason());
        }
    }

    /** {@code asAsked}: every document is, or would be, in force; {@code written}: how many revisions that takes. */
    record Planned(boolean asAsked, int written, List<Changed> changes, List<Found> findings) {
        static Planned of(Plan plan, Objectives read) {
            int written = (int) plan.changes().stream()
                    .filter(each -> each.kind().isWritten())
                    .count();
            return new Planned(
                    read.isSound() && plan.isAsAsked(),
                    written,
                    plan.changes().stream().map(Changed::of).toList(),
                    Found.of(read));
        }
    }

    /** One revision. */
    record Shown(
            String appKey,
            String id,
            boolean builtIn,
            @Nullable Map<String, String> fields,
            @Nullable String broken,
            @Nullable Integer revision,
            @Nullable String author,
            @Nullable Instant updatedAt,
            @Nullable Boolean removed,
            @Nullable String document) {
        static Shown of(Objective revision) {
            Map<String, String> fields =
                    ObjectiveRecords.promise(revision).map(Promise::fields).orElse(null);
            String broken = revision.getBroken();
            return new Shown(
                    revision.getAppKey(),
                    revision.getId(),
                    false,
                    fields,
                    fields == null && broken == null ? "is of a kind that this gateway does not know" : broken,
                    revision.getRevision(),
                    revision.getAuthor(),
                    revision.getUpdatedAt(),
                    revision.getRemoved() ? true : null,
                    revision.getDocument());
        }

        static Shown builtIn(Promise promise) {
            return new Shown(
                    promise.appKey(), promise.id(), true, promise.fields(), null, null, null, null, null, null);
        }
    }
}
