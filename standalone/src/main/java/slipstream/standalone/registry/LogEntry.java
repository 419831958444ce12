package slipstream.standalone.registry;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import slipstream.kit.http.Json;

/**
 * One value of the schema log: a schema, or a compatibility level of one subject or of all.
 *
 * @param registered the schema, where it is one
 * @param levelOf subject of the level; absent means all
 * @param level the level, where it is one
 */
record LogEntry(
        @Nullable RegisteredSchema registered,
        @Nullable String levelOf,
        @Nullable Compatibility level) {
    static LogEntry of(RegisteredSchema registered) {
        return new LogEntry(registered, null, null);
    }

    static LogEntry of(@Nullable String subject, Compatibility level) {
        return new LogEntry(null, subject, level);
    }

    static LogEntry read(byte[] value) {
        try {
            return Json.mapper().readValue(value, LogEntry.class);
        } catch (IOException damaged) {
            throw new IllegalStateException("the schema log holds an entry that is none", damaged);
        }
    }

    /** Key in the log: entries with one key replace each other. */
    String key() {
        if (registered != null) {
            return "schema/" + registered.version() + "/" + registered.subject();
        }
        return levelOf == null ? "level" : "level/" + levelOf;
    }

    void applyTo(SchemaCatalogue catalogue) {
        if (registered != null) {
            catalogue.add(registered);
        }
        if (level != null) {
            catalogue.setLevel(levelOf, level);
        }
    }
}
