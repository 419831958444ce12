package slipstream.standalone.broker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest.TxnMarkerEntry;
import org.apache.kafka.common.requests.WriteTxnMarkersResponse;

/**
 * Tells partitions how a transaction ended, as its coordinator would: Kafka's admin client can abort one, and not commit it. The
 * only place that speaks Kafka's protocol by hand.
 */
final class TransactionMarkers {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_ANSWER_BYTES = 1 << 20;

    /** Markers of the kind that do not raise the producer's epoch. */
    private static final short SAME_EPOCH = 1;

    private final String host;
    private final int port;

    TransactionMarkers(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /**
     * Ends the transaction that a producer has open in a partition.
     *
     * @throws IllegalStateException when the broker refuses
     * @throws UncheckedIOException when the broker does not answer
     */
    void write(TopicPartition in, ProducerState open, TransactionResult as) {
        TxnMarkerEntry marker = new TxnMarkerEntry(
                open.producerId(),
                (short) open.producerEpoch(),
                open.coordinatorEpoch().orElse(0),
                as,
                List.of(in),
                SAME_EPOCH);
        Errors error = ask(new WriteTxnMarkersRequest.Builder(List.of(marker)))
                .errorsByProducerId()
                .getOrDefault(open.producerId(), Map.of())
                .getOrDefault(in, Errors.UNKNOWN_SERVER_ERROR);
        if (error != Errors.NONE) {
            throw new IllegalStateException("cannot end the transaction that stands open in " + in, error.exception());
        }
    }

    private WriteTxnMarkersResponse ask(WriteTxnMarkersRequest.Builder markers) {
        short version = ApiKeys.WRITE_TXN_MARKERS.latestVersion();
        RequestHeader header = new RequestHeader(ApiKeys.WRITE_TXN_MARKERS, version, "transaction-markers", 0);
        ByteBuffer request = markers.build(version).serializeWithHeader(header);
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(Math.toIntExact(TIMEOUT.toMillis()));
            socket.connect(new InetSocketAddress(host, port), Math.toIntExact(TIMEOUT.toMillis()));
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            byte[] bytes = new byte[request.remaining()];
            request.get(bytes);
            out.writeInt(bytes.length);
            out.write(bytes);
            out.flush();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int length = in.readInt();
            if (length < 0 || length > MAX_ANSWER_BYTES) {
                throw new IOException("an answer of " + length + " bytes");
            }
            return (WriteTxnMarkersResponse)
                    AbstractResponse.parseResponse(ByteBuffer.wrap(in.readNBytes(length)), header);
        } catch (IOException unanswered) {
            throw new UncheckedIOException("the broker does not end a transaction", unanswered);
        }
    }
}
