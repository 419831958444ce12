package slipstream.gateway.http;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import slipstream.gateway.admission.BaseUrl;
import slipstream.gateway.admission.CallAnswer;
import slipstream.gateway.admission.Circumstances;
import slipstream.gateway.admission.EventIds;
import slipstream.gateway.admission.Finding;
import slipstream.gateway.admission.HealthCheck;
import slipstream.gateway.admission.IframeReport;
import slipstream.gateway.admission.IframeSignal;
import slipstream.gateway.admission.IframeSignal.Phase;
import slipstream.gateway.admission.Indicator;
import slipstream.gateway.admission.InstallationCall;
import slipstream.gateway.admission.Observation;
import slipstream.gateway.admission.Source;
import slipstream.gateway.admission.SyntheticResult;
import slipstream.gateway.admission.WebhookAttempt;

/** Makes observations of drafts. A fault is noted in the draft; the observation is then worthless. */
final class Observations {
    private static final Pattern CHECK_NAME = Pattern.compile("[^/\\p{Cntrl}]{1,100}");

    private Observations() {}

    /** The observation of a draft; empty when the draft has a fault. */
    static Optional<Observation> of(EventDraft draft) {
        String id = draft.required(draft.id, "id");
        if (EventIds.isOfLoad(id)) {
            draft.fault("reserved-id", "id", "must not begin with load:, as iframe loads do");
        }
        String appKey = draft.required(draft.appKey, "appKey");
        Instant occurredAt = timeOf(draft);
        Finding finding = findingOf(draft);
        Source source = sourceOf(draft, finding);
        if (draft.fault() != null || finding == null) {
            return Optional.empty();
        }
        return Optional.of(new Observation(id, appKey, occurredAt, source, finding, circumstancesOf(draft)));
    }

    private static Instant timeOf(EventDraft draft) {
        String text = draft.required(draft.occurredAt, "occurredAt");
        Instant time = EventTime.parse(text);
        if (time == null) {
            draft.fault("invalid-time", "occurredAt", "must be an RFC 3339 time such as 2026-03-01T12:00:00Z");
            return Instant.EPOCH;
        }
        return time;
    }

    private static @Nullable Finding findingOf(EventDraft draft) {
        Optional<Indicator> indicator = Indicator.ofId(draft.required(draft.sli, "sli"));
        if (indicator.isEmpty()) {
            draft.fault("unknown-sli", "sli", "there is no such indicator");
            return null;
        }
        return switch (indicator.get()) {
            case AVAILABILITY -> healthCheckOf(draft);
            case IFRAME_LOAD -> iframeOf(draft);
            case INSTALLATION_CALLBACK ->
                new InstallationCall(productOf(draft), answerOf(draft), draft.deliveryId, intOf(draft.attempt));
            case WEBHOOK_DELIVERY ->
                new WebhookAttempt(productOf(draft), answerOf(draft), draft.deliveryId, intOf(draft.attempt));
            case SYNTHETIC -> syntheticOf(draft);
        };
    }

    private static Finding healthCheckOf(EventDraft draft) {
        String baseUrl = BaseUrl.withoutTrailingSlash(draft.required(draft.baseUrl, "baseUrl"));
        CallAnswer answer = answerOf(draft);
        if (answer.status() != null && answer.durationMillis() == null) {
            draft.fault("required", "durationMillis", "is required with a status: slow is bad");
        }
        return new HealthCheck(baseUrl, answer.status(), answer.durationMillis(), answer.error());
    }

    private static CallAnswer answerOf(EventDraft draft) {
        if ((draft.status == null) == (draft.error == null)) {
            draft.fault("status-or-error", "status", "either status or error is required");
        }
        return new CallAnswer(intOf(draft.status), draft.durationMillis, draft.error);
    }

    private static Finding iframeOf(EventDraft draft) {
        String product = productOf(draft);
        if (draft.outcome != null) {
            return new IframeReport(product, successOf(draft), draft.durationMillis, draft.moduleType);
        }
        String loadId = draft.required(draft.loadId, "loadId");
        Optional<Phase> phase = Phase.ofId(draft.required(draft.phase, "phase"));
        if (phase.isEmpty()) {
            draft.fault("unknown-phase", "phase", "must be started, established, timeout or destroyed");
        } else if (phase.get() == Phase.ESTABLISHED && draft.durationMillis == null) {
            draft.fault("required", "durationMillis", "is required with established: slow is bad");
        }
        return new IframeSignal(product, loadId, phase.orElse(Phase.STARTED), draft.durationMillis, draft.moduleType);
    }

    private static Finding syntheticOf(EventDraft draft) {
        String check = draft.required(draft.check, "check");
        if (!CHECK_NAME.matcher(check).matches()) {
            draft.fault("invalid-check", "check", "may have 100 characters, without / and control characters");
        }
        draft.required(draft.outcome, "outcome");
        return new SyntheticResult(productOf(draft), check, successOf(draft));
    }

    private static boolean successOf(EventDraft draft) {
        boolean success = "SUCCESS".equals(draft.outcome);
        if (!success && !"FAIL".equals(draft.outcome)) {
            draft.fault("unknown-outcome", "outcome", "must be SUCCESS or FAIL");
        }
        return success;
    }

    private static String productOf(EventDraft draft) {
        return draft.required(draft.product, "product");
    }

    private static Source sourceOf(EventDraft draft, @Nullable Finding finding) {
        boolean byApp = finding instanceof IframeReport || finding instanceof SyntheticResult;
        String expected = byApp ? "app" : "host";
        if (draft.source != null && !draft.source.equals(expected)) {
            draft.fault("wrong-source", "source", "must be " + expected + " for what is reported here");
        }
        return byApp ? Source.APP : Source.HOST;
    }

    private static Circumstances circumstancesOf(EventDraft draft) {
        String rolloutGroup = draft.rolloutGroup == null ? Circumstances.PRODUCTION : draft.rolloutGroup;
        return new Circumstances(
                draft.site, draft.version, draft.region, draft.traceId, rolloutGroup, draft.platformFault);
    }

    private static @Nullable Integer intOf(@Nullable Long number) {
        return number == null ? null : Math.toIntExact(number);
    }
}
