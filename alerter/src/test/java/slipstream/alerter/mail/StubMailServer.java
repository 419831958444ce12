package slipstream.alerter.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A real SMTP server on a port of its own that keeps what it takes, and can be told what to answer. */
final class StubMailServer implements AutoCloseable {
    final List<String> recipients = new CopyOnWriteArrayList<>();
    final List<byte[]> mails = new CopyOnWriteArrayList<>();
    volatile int recipientAnswer = 250;
    volatile int dataAnswer = 250;

    private final SMTPServer server;

    StubMailServer() {
        server = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .messageHandlerFactory(context -> new Taking())
                .insertReceivedHeaders(false)
                .build();
        server.start();
    }

    int port() {
        return server.getPortAllocated();
    }

    MimeMessage mail(int number) throws MessagingException {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mails.get(number)));
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Taking implements MessageHandler {
        private String recipient = "";

        @Override
        public void from(String from) {}

        @Override
        public void recipient(String to) throws RejectException {
            rejectUnless250(recipientAnswer);
            recipient = to;
        }

        @Override
        public String data(InputStream data) throws RejectException, IOException {
            byte[] bytes = data.readAllBytes();
            rejectUnless250(dataAnswer);
            recipients.add(recipient);
            mails.add(bytes);
            return "taken";
        }

        @Override
        public void done() {}

        private static void rejectUnless250(int answer) throws RejectException {
            if (answer != 250) {
                throw new RejectException(answer, "planted");
            }
        }
    }
}
