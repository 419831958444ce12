package slipstream.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("Who must not wait")
@DisplayNameGeneration(ReplaceUnderscores.class)
class DoorTest {
    private final Door door = new Door();
    private final List<String> done = new CopyOnWriteArrayList<>();

    private Optional<String> lookOfAnother() {
        return CompletableFuture.supplyAsync(() -> door.look(() -> Optional.of("seen")))
                .join();
    }

    @Test
    void looks_in_while_nothing_is_done_that_takes_long() {
        assertThat(lookOfAnother()).contains("seen");
    }

    @Test
    void is_turned_away_while_something_is() {
        door.shutWhile(() -> assertThat(lookOfAnother()).isEmpty());

        assertThat(lookOfAnother()).contains("seen");
    }

    @Test
    void is_let_finish_and_nobody_comes_in_after() throws Exception {
        Thread shuts = new Thread(() -> door.shutWhile(() -> done.add("shut")));

        door.look(() -> {
            shuts.start();
            await().until(() -> shuts.getState() == Thread.State.WAITING);
            assertThat(lookOfAnother()).as("somebody waits before it").isEmpty();
            done.add("finished");
            return Optional.empty();
        });
        shuts.join();

        assertThat(done).containsExactly("finished", "shut");
    }
}
