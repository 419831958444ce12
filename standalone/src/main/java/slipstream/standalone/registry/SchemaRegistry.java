package slipstream.standalone.registry;

import slipstream.kit.http.HttpServer;
import slipstream.kit.http.HttpSettings;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.kit.run.Closing;
import slipstream.kit.run.Health;
import slipstream.kit.run.Metrics;

/** The registry stand-in as a running service; it answers once its log is read. */
public final class SchemaRegistry implements AutoCloseable {
    private final Closing closing = new Closing();
    private final HttpServer server;
    private final String host;

    private SchemaRegistry(HttpSettings http, KafkaSettings kafka) {
        SchemaCatalogue catalogue = new SchemaCatalogue();
        SchemaLog log = closing.add(SchemaLog.open(kafka, catalogue));
        RegistryRoutes routes = new RegistryRoutes(catalogue, new Registrar(catalogue, log::write));
        server = closing.add(HttpServer.start(http, routes.handler(), new Health(), Metrics.registry()));
        host = http.host();
    }

    /** Reads the log and listens. */
    public static SchemaRegistry start(HttpSettings http, KafkaSettings kafka) {
        return new SchemaRegistry(http, kafka);
    }

    /** Base address for clients. */
    public String url() {
        return "http://" + host + ":" + server.port();
    }

    @Override
    public void close() {
        closing.close();
    }
}
