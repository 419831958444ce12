package slipstream.standalone.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import slipstream.kit.http.HttpServer;
import slipstream.kit.http.HttpSettings;
import slipstream.kit.run.Closing;
import slipstream.kit.run.Health;
import slipstream.kit.run.Metrics;

/** The mail catcher as a running service: SMTP on one port, the caught mails over HTTP on another. */
public final class MailCatcher implements AutoCloseable {
    private final Closing closing = new Closing();
    private final HttpSettings http;
    private final SmtpListener smtp;
    private final HttpServer server;

    private MailCatcher(Path directory, HttpSettings http, int smtpPort, InstantSource clock) throws IOException {
        this.http = http;
        MailStore store = MailStore.open(directory, clock);
        smtp = closing.add(SmtpListener.start(http.host(), smtpPort, store));
        server = closing.add(HttpServer.start(http, new MailRoutes(store).handler(), new Health(), Metrics.registry()));
    }

    /** Opens the directory and listens; mails of an earlier run are still there. */
    public static MailCatcher start(Path directory, HttpSettings http, int smtpPort, InstantSource clock) {
        try {
            return new MailCatcher(directory, http, smtpPort, clock);
        } catch (IOException unusable) {
            throw new UncheckedIOException("the mail catcher cannot use " + directory, unusable);
        }
    }

    /** Port that takes mails. */
    public int smtpPort() {
        return smtp.port();
    }

    /** Address of the page and of {@code /api/mails}. */
    public String url() {
        return "http://" + http.host() + ":" + server.port();
    }

    @Override
    public void close() {
        closing.close();
    }
}
