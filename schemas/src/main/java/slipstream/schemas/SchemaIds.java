package slipstream.schemas;

import org.apache.avro.Schema;

/** The directory that gives every schema a number, and finds it again by that number. */
public interface SchemaIds {
    /**
     * The id of a schema under a subject; registers it when it is new.
     *
     * @throws RegistryUnavailable when nobody answers for now
     * @throws org.apache.kafka.common.errors.SerializationException when the schema is refused
     */
    int idOf(String subject, Schema schema);

    /**
     * The schema of an id.
     *
     * @throws UnknownSchema when there is none
     * @throws RegistryUnavailable when nobody answers for now
     */
    Schema byId(int id);
}
