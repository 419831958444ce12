package slipstream.benchmarks.flink;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/** The clock of a stream whose records bear their arrival time: moves when a minute is complete, and not every so often. */
final class MinuteWatermarks implements WatermarkGenerator<byte[]> {
    private long complete = Long.MIN_VALUE;

    @Override
    public void onEvent(byte[] event, long receivedAt, WatermarkOutput output) {
        long now = Windows.complete(receivedAt);
        if (now > complete) {
            complete = now;
            output.emitWatermark(new Watermark(now * Windows.MINUTE_MILLIS));
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
}
