package slipstream.standalone.registry;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Decides what may be registered and as what, one request after the other. */
final class Registrar {
    static final int MOST_SCHEMAS = 10_000;

    private final SchemaCatalogue catalogue;
    private final Consumer<LogEntry> log;
    private int lowestFreeId = 1;

    /** @param log stores an entry durably and lets the catalogue know it, or throws */
    Registrar(SchemaCatalogue catalogue, Consumer<LogEntry> log) {
        this.catalogue = catalogue;
        this.log = log;
    }

    /** Registers a schema, or finds it registered already. */
    synchronized RegisteredSchema register(String subject, Schema schema) {
        Optional<RegisteredSchema> known = catalogue.find(subject, schema);
        if (known.isPresent()) {
            return known.get();
        }
        if (catalogue.size() >= MOST_SCHEMAS) {
            throw new RefusedByRegistry(RegistryFault.full("this registry keeps at most " + MOST_SCHEMAS + " schemas"));
        }
        List<String> objections = catalogue.objections(subject, schema, catalogue.versions(subject));
        if (!objections.isEmpty()) {
            throw new RefusedByRegistry(RegistryFault.incompatible(subject, objections));
        }
        RegisteredSchema next = catalogue.next(subject, schema, lowestFreeId);
        // An id whose record may or may not have been stored is never given to another schema.
        lowestFreeId = Math.max(lowestFreeId, next.id() + 1);
        log.accept(LogEntry.of(next));
        return next;
    }

    /** Sets the compatibility level of one subject, or of all that have none of their own. */
    synchronized void setLevel(@Nullable String subject, Compatibility level) {
        log.accept(LogEntry.of(subject, level));
    }
}
