package slipstream.processor.slo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The apps of one partition by their keys: open addressing. */
final class Apps {
    private static final int FIRST_SLOTS = 64;

    private final List<App> apps = new ArrayList<>();
    private @Nullable App[] appTable = new App[FIRST_SLOTS];

    /** The app of a key; null when it is not known. */
    @Nullable
    App find(byte[] key) {
        return appTable[slotOf(key, IdHash.of(key, 0, key.length))];
    }

    /** The app of a key, made when it is new. */
    App of(byte[] key) {
        long hash = IdHash.of(key, 0, key.length);
        App app = appTable[slotOf(key, hash)];
        if (app == null) {
            app = new App(key, hash);
            add(app);
        }
        return app;
    }

    private void add(App added) {
        apps.add(added);
        if (apps.size() * 2 > appTable.length) {
            appTable = new App[appTable.length * 2];
            apps.forEach(app -> appTable[slotOf(app.key, app.keyHash)] = app);
        } else {
            appTable[slotOf(added.key, added.keyHash)] = added;
        }
    }

    /** Where an app is in the table, or would be. */
    private int slotOf(byte[] key, long hash) {
        int mask = appTable.length - 1;
        int slot = (int) hash & mask;
        for (App app = appTable[slot]; app != null; app = appTable[slot]) {
            if (app.keyHash == hash && Arrays.equals(app.key, key)) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
