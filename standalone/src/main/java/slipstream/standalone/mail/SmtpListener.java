package slipstream.standalone.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.TooMuchDataException;
import org.subethamail.smtp.server.SMTPServer;

/** The catcher's SMTP side: accepts every sender and receiver, and a mail once it is on disk. */
final class SmtpListener implements AutoCloseable {
    static final int LARGEST_MAIL = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(SmtpListener.class);
    private static final int MOST_CONNECTIONS = 50;
    private static final int MOST_RECEIVERS = 100;
    private static final int IDLE_SECONDS = 30;

    private final SMTPServer server;

    private SmtpListener(SMTPServer server) {
        this.server = server;
    }

    static SmtpListener start(String host, int port, MailStore store) throws UnknownHostException {
        SMTPServer server = SMTPServer.port(port)
                .bindAddress(InetAddress.getByName(host))
                .softwareName("slipstream mail catcher")
                .maxConnections(MOST_CONNECTIONS)
                .maxRecipients(MOST_RECEIVERS)
                .maxMessageSize(LARGEST_MAIL)
                .connectionTimeout(IDLE_SECONDS, TimeUnit.SECONDS)
                .messageHandlerFactory(context -> new OneMail(store))
                .build();
        server.start();
        return new SmtpListener(server);
    }

    int port() {
        return server.getPortAllocated();
    }

    @Override
    public void close() {
        server.stop();
    }

    /** One mail on its way in. The envelope is kept in front of it, as the last station of a mail does. */
    private static final class OneMail implements MessageHandler {
        private final MailStore store;
        private final List<String> receivers = new ArrayList<>();
        private String sender = "";

        private OneMail(MailStore store) {
            this.store = store;
        }

        @Override
        public void from(String from) {
            sender = from;
        }

        @Override
        public void recipient(String recipient) {
            receivers.add(recipient);
        }

        @Override
        public String data(InputStream data) throws RejectException, TooMuchDataException, IOException {
            ByteArrayOutputStream mail = new ByteArrayOutputStream();
            mail.writeBytes(("Return-Path: <" + sender + ">\r\n").getBytes(StandardCharsets.UTF_8));
            for (String receiver : receivers) {
                mail.writeBytes(("Delivered-To: " + receiver + "\r\n").getBytes(StandardCharsets.UTF_8));
            }
            byte[] body = data.readNBytes(LARGEST_MAIL + 1);
            if (body.length > LARGEST_MAIL) {
                throw new TooMuchDataException("a mail may have " + LARGEST_MAIL + " bytes");
            }
            mail.writeBytes(body);
            try {
                long id = store.add(mail.toByteArray());
                return "kept as " + id;
            } catch (IOException full) {
                LOG.error("mail not kept", full);
                throw new RejectException(452, "not kept, send again");
            }
        }

        @Override
        public void done() {}
    }
}
