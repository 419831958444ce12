package slipstream.schemas;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** A schema directory of one process, for tests and benchmarks: ids count up from 1. */
public final class InMemorySchemaIds implements SchemaIds {
    private final List<Schema> schemas = new ArrayList<>();

    @Override
    public synchronized int idOf(String subject, Schema schema) {
        int known = schemas.indexOf(schema);
        if (known >= 0) {
            return known + 1;
        }
        schemas.add(schema);
        return schemas.size();
    }

    @Override
    public synchronized Schema byId(int id) {
        if (id < 1 || id > schemas.size()) {
            throw new UnknownSchema(id);
        }
        return schemas.get(id - 1);
    }
}
