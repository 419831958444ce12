package slipstream.gateway.catalogue.objectives;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import slipstream.gateway.objectives.Change;
import slipstream.gateway.objectives.Plan;
import slipstream.kit.access.Credential;
import slipstream.schemas.avro.Objective;

/** Makes the revisions that a plan takes: each names its author and counts on from the one before. */
public final class Revisions {
    private final KnownObjectives objectives;
    private final UnaryOperator<String> nameOfToken;
    private final InstantSource clock;

    /** Over what is known; an author is told by the name of the token with that id. */
    public Revisions(KnownObjectives objectives, UnaryOperator<String> nameOfToken, InstantSource clock) {
        this.objectives = objectives;
        this.nameOfToken = nameOfToken;
        this.clock = clock;
    }

    /** What is to be written. */
    List<Objective> of(Plan plan, Credential credential) {
        String author = nameOfToken.apply(credential.id());
        List<Objective> made = new ArrayList<>();
        for (Change change : plan.changes()) {
            if (change.kind().isWritten()) {
                made.add(of(change, author));
            }
        }
        return made;
    }

    private Objective of(Change change, String author) {
        List<Objective> before = objectives.revisions(change.appKey(), change.id());
        int next = before.isEmpty() ? 1 : before.get(before.size() - 1).getRevision() + 1;
        Instant now = Instant.ofEpochMilli(clock.millis());
        return change.wanted()
                .map(wanted -> ObjectiveRecords.revision(wanted, next, author, now))
                .orElseGet(() -> Objective.newBuilder(before.get(before.size() - 1))
                        .setAuthor(author)
                        .setUpdatedAt(now)
                        .setRevision(next)
                        .setRemoved(true)
                        .build());
    }
}
