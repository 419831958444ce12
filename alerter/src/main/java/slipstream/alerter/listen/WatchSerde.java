package slipstream.alerter.listen;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import slipstream.alerter.incident.Incident;
import slipstream.alerter.incident.IncidentId;
import slipstream.alerter.incident.Watch;

/**
 * How a watch looks in the state store: version 2, minute read through, revision (missing in version 1), then nothing, or O and the opening, or R and
 * opening and resolving; instants as milliseconds, the id last.
 */
final class WatchSerde implements Serde<Watch> {
    private static final byte VERSION = 2;
    private static final byte WITHOUT_REVISION = 1;
    private static final byte NO_INCIDENT = '-';
    private static final byte OPEN = 'O';
    private static final byte RESOLVED = 'R';
    private static final int LONGEST_HEAD = 2 + Integer.BYTES + 3 * Long.BYTES;

    @Override
    public Serializer<Watch> serializer() {
        return (topic, watch) -> watch == null ? null : write(watch);
    }

    @Override
    public Deserializer<Watch> deserializer() {
        return (topic, bytes) -> bytes == null ? null : read(bytes);
    }

    private static byte[] write(Watch watch) {
        @Nullable Incident incident = watch.incident().orElse(null);
        byte[] id = incident == null ? new byte[0] : incident.id().text().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer buffer = ByteBuffer.allocate(LONGEST_HEAD + id.length)
                .put(VERSION)
                .putLong(watch.readThrough().toEpochMilli())
                .putInt(watch.revision());
        if (incident instanceof Incident.Open open) {
            buffer.put(OPEN).putLong(open.openedAt().toEpochMilli());
        } else if (incident instanceof Incident.Resolved resolved) {
            buffer.put(RESOLVED)
                    .putLong(resolved.openedAt().toEpochMilli())
                    .putLong(resolved.resolvedAt().toEpochMilli());
        } else {
            buffer.put(NO_INCIDENT);
        }
        buffer.put(id).flip();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static Watch read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            byte version = buffer.get();
            if (version != VERSION && version != WITHOUT_REVISION) {
                throw new SerializationException("a watch of version " + version + " is from a newer release");
            }
            Instant readThrough = instant(buffer);
            int revision = version == WITHOUT_REVISION ? 0 : buffer.getInt();
            return new Watch(readThrough, revision, incident(buffer));
        } catch (BufferUnderflowException e) {
            throw new SerializationException("a watch is cut short", e);
        }
    }

    private static Optional<Incident> incident(ByteBuffer buffer) {
        return switch (buffer.get()) {
            case NO_INCIDENT -> Optional.empty();
            case OPEN -> {
                Instant openedAt = instant(buffer);
                yield Optional.of(new Incident.Open(id(buffer), openedAt));
            }
            case RESOLVED -> {
                Instant openedAt = instant(buffer);
                Instant resolvedAt = instant(buffer);
                yield Optional.of(new Incident.Resolved(id(buffer), openedAt, resolvedAt));
            }
            default -> throw new SerializationException("a watch in an unknown state");
        };
    }

    private static Instant instant(ByteBuffer buffer) {
        return Instant.ofEpochMilli(buffer.getLong());
    }

    private static IncidentId id(ByteBuffer buffer) {
        return new IncidentId(StandardCharsets.US_ASCII.decode(buffer).toString());
    }
}
