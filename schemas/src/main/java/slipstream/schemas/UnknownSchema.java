package slipstream.schemas;

import org.apache.kafka.common.errors.SerializationException;

/** A value that names a schema which nobody has registered: it can never be read. */
public final class UnknownSchema extends SerializationException {
    private static final long serialVersionUID = 1;

    public UnknownSchema(int id) {
        super("no schema has id " + id);
    }
}
