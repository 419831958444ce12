package slipstream.processor.slo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The keys of head records. That of a series' name begins with the app key, which never begins with a zero; all others begin with
 * a zero and their kind, but for the partition's own record, whose key is the zero alone.
 */
final class HeadKeys {
    static final byte[] OWN = {0};

    private static final byte EXCLUSION = 1;
    private static final byte OBJECTIVE = 2;
    private static final byte HEAD = 3;
    private static final byte MEASURING = 4;
    private static final int HEAD_LENGTH = 2 + Integer.BYTES;

    private HeadKeys() {}

    /** Which minutes were measured. */
    static byte[] ofMeasuring() {
        return new byte[] {0, MEASURING};
    }

    static boolean isMeasuring(byte[] key) {
        return Arrays.equals(key, ofMeasuring());
    }

    static boolean isOwn(byte[] key) {
        return Arrays.equals(key, OWN);
    }

    /** App key, a zero, number of the indicator, scope: under it stands the number of the series, once and for all. */
    static byte[] ofName(byte[] app, int sli, byte[] scope) {
        byte[] key = Arrays.copyOf(app, scopeAt(app) + scope.length);
        key[app.length + 1] = (byte) sli;
        System.arraycopy(scope, 0, key, scopeAt(app), scope.length);
        return key;
    }

    /** The indicator in the name of a series of an app. */
    static int sliOf(byte[] app, byte[] name) {
        return name[app.length + 1];
    }

    /** Where the scope begins in the name of a series of an app. */
    static int scopeAt(byte[] app) {
        return app.length + 2;
    }

    static boolean isName(byte[] key) {
        return key[0] != 0;
    }

    /** Number of the series: short, because it is written again with every change. */
    static byte[] ofHead(int series) {
        return new byte[] {0, HEAD, (byte) (series >>> 24), (byte) (series >>> 16), (byte) (series >>> 8), (byte) series
        };
    }

    static boolean isHead(byte[] key) {
        return key.length == HEAD_LENGTH && key[0] == 0 && key[1] == HEAD;
    }

    /** The number in the key of a head. */
    static int seriesOf(byte[] key) {
        return (key[2] & 0xff) << 24 | (key[3] & 0xff) << 16 | (key[4] & 0xff) << 8 | (key[5] & 0xff);
    }

    static byte[] ofExclusion(String appKey, String id) {
        return ofDecision(EXCLUSION, appKey, id);
    }

    static byte[] ofObjective(String appKey, String id) {
        return ofDecision(OBJECTIVE, appKey, id);
    }

    static boolean isExclusion(byte[] key) {
        return key.length > 1 && key[0] == 0 && key[1] == EXCLUSION;
    }

    static boolean isObjective(byte[] key) {
        return key.length > 1 && key[0] == 0 && key[1] == OBJECTIVE;
    }

    /** A zero, the kind, the app, a zero, the id. */
    private static byte[] ofDecision(byte kind, String appKey, String id) {
        byte[] name = (appKey + '\0' + id).getBytes(StandardCharsets.UTF_8);
        byte[] key = new byte[2 + name.length];
        key[1] = kind;
        System.arraycopy(name, 0, key, 2, name.length);
        return key;
    }
}
