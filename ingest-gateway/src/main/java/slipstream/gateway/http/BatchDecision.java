package slipstream.gateway.http;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import slipstream.gateway.admission.Accounting;
import slipstream.gateway.admission.AdmissionPolicy;
import slipstream.gateway.admission.Apps;
import slipstream.gateway.admission.Observation;
import slipstream.gateway.admission.Refusal;
import slipstream.gateway.admission.Registration;
import slipstream.gateway.admission.RejectedEvents.TooLate;
import slipstream.kit.access.Credential;

/** Decides about all items of a request, at one instant, as far as its credential reaches. */
final class BatchDecision {
    private final Apps apps;
    private final AdmissionPolicy policy;
    private final Accounting accounting;
    private final InstantSource clock;

    BatchDecision(Apps apps, AdmissionPolicy policy, Accounting accounting, InstantSource clock) {
        this.apps = apps;
        this.policy = policy;
        this.accounting = accounting;
        this.clock = clock;
    }

    Batch decide(List<Item> items, Credential credential) {
        // In milliseconds, because that is what the topic keeps: the record's timestamp and receivedAt must be equal.
        Instant now = Instant.ofEpochMilli(clock.millis());
        accounting.received(items.size());
        Batch batch = new Batch(items.size());
        for (Item item : items) {
            item.match(
                    understood -> decide(understood, credential, now, batch),
                    (id, refusal) -> refuse(batch, id, refusal));
        }
        return batch;
    }

    private void decide(Item.Understood item, Credential credential, Instant now, Batch batch) {
        Observation observation = item.observation();
        Optional<Registration> app =
                credential.reaches(observation.appKey()) ? apps.app(observation.appKey()) : Optional.empty();
        policy.decide(observation, app, now).match(event -> batch.admit(observation.id(), event), refusal -> {
            refuse(batch, observation.id(), refusal);
            if (refusal.code().equals(Refusal.TOO_OLD)) {
                batch.keep(new TooLate(observation.appKey(), refusal.reason(), item.raw(), now));
            }
        });
    }

    private void refuse(Batch batch, String id, Refusal refusal) {
        accounting.refused(refusal.code());
        batch.refuse(id.isEmpty() ? null : id, refusal);
    }
}
