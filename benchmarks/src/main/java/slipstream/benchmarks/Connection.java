package slipstream.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** One kept-alive HTTP/1.1 connection that asks and waits; costs its process next to nothing. Answers need a {@code Content-Length}. */
final class Connection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
    private static final String CONTENT_LENGTH = "\r\ncontent-length:";
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private final Socket socket;
    private final InputStream in;
    private byte[] buffer = new byte[64 * 1024];
    private int headEnd;
    private int end;

    Connection(URI server) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = socket.getInputStream();
    }

    /** A request for a path, as it goes over the wire. */
    static byte[] get(String path, String token) {
        return head("GET", path, token, "").getBytes(StandardCharsets.US_ASCII);
    }

    /** A request that sends JSON. */
    static byte[] post(String path, String token, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String more = "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n";
        byte[] head = head("POST", path, token, more).getBytes(StandardCharsets.US_ASCII);
        byte[] request = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }

    private static String head(String method, String path, String token, String more) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n" + more
                + "\r\n";
    }

    /** Asks, and reads the answer to its end; throws unless it has this status. */
    void ask(byte[] request, int status) throws IOException {
        socket.getOutputStream().write(request);
        readHead();
        int length = bodyLength();
        while (end < headEnd + length) {
            readMore();
        }
        if (!startsWith(Integer.toString(status))) {
            throw new IOException("wanted " + status + ", was answered "
                    + new String(buffer, 0, end, StandardCharsets.UTF_8).strip());
        }
    }

    /** The body of the last answer. */
    String body() {
        return new String(buffer, headEnd, end - headEnd, StandardCharsets.UTF_8);
    }

    private void readHead() throws IOException {
        end = 0;
        headEnd = 0;
        int from = 0;
        while (headEnd == 0) {
            readMore();
            for (; headEnd == 0 && from <= end - END_OF_HEAD.length; from++) {
                if (Arrays.equals(buffer, from, from + END_OF_HEAD.length, END_OF_HEAD, 0, END_OF_HEAD.length)) {
                    headEnd = from + END_OF_HEAD.length;
                }
            }
        }
    }

    private int bodyLength() throws IOException {
        String head = new String(buffer, 0, headEnd, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
        int at = head.indexOf(CONTENT_LENGTH);
        if (at < 0) {
            throw new IOException("an answer without length: " + head);
        }
        int value = at + CONTENT_LENGTH.length();
        return Integer.parseInt(head.substring(value, head.indexOf('\r', value)).strip());
    }

    private boolean startsWith(String status) {
        return status.equals(new String(buffer, STATUS_AT, status.length(), StandardCharsets.US_ASCII));
    }

    private void readMore() throws IOException {
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0) {
            throw new EOFException("the server hung up");
        }
        end += read;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
