package slipstream.benchmarks.flink;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes heads as they lie in memory. */
final class HeadSerializer extends TypeSerializerSingleton<Head> {
    static final HeadSerializer INSTANCE = new HeadSerializer();

    private static final long serialVersionUID = 1;

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public Head createInstance() {
        return new Head(0);
    }

    @Override
    public Head copy(Head from) {
        return copy(from, createInstance());
    }

    @Override
    public Head copy(Head from, Head reuse) {
        reuse.end = from.end;
        System.arraycopy(from.minutes, 0, reuse.minutes, 0, from.minutes.length);
        System.arraycopy(from.totals, 0, reuse.totals, 0, from.totals.length);
        return reuse;
    }

    @Override
    public int getLength() {
        return Long.BYTES + Integer.BYTES * 2 * (Head.KEPT + Windows.MINUTES.length);
    }

    @Override
    public void serialize(Head head, DataOutputView target) throws IOException {
        target.writeLong(head.end);
        write(head.minutes, target);
        write(head.totals, target);
    }

    private static void write(int[] numbers, DataOutputView target) throws IOException {
        for (int each : numbers) {
            target.writeInt(each);
        }
    }

    @Override
    public Head deserialize(DataInputView source) throws IOException {
        return deserialize(createInstance(), source);
    }

    @Override
    public Head deserialize(Head reuse, DataInputView source) throws IOException {
        reuse.end = source.readLong();
        read(reuse.minutes, source);
        read(reuse.totals, source);
        return reuse;
    }

    private static void read(int[] numbers, DataInputView source) throws IOException {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = source.readInt();
        }
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        target.write(source, getLength());
    }

    @Override
    public TypeSerializerSnapshot<Head> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Written with every checkpoint, and made again by its name. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Head> {
        /** Of the one serializer. */
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
