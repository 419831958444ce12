package slipstream.kit.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("What a process has opened")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ClosingTest {
    private final List<String> closed = new ArrayList<>();
    private final Closing closing = new Closing();

    @Test
    void is_closed_in_reverse_order_and_once() {
        closing.add(() -> closed.add("first"));
        closing.add(() -> closed.add("second"));

        closing.close();
        closing.close();

        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void is_closed_to_the_last_whatever_fails() {
        closing.add(() -> closed.add("first"));
        closing.add(() -> {
            throw new IllegalArgumentException("second");
        });
        closing.add(() -> {
            throw new IOException("third");
        });

        assertThatThrownBy(closing::close).hasRootCauseMessage("third").satisfies(fault -> assertThat(
                        fault.getSuppressed())
                .singleElement()
                .satisfies(next -> assertThat(next).hasMessage("second")));
        assertThat(closed).containsExactly("first");
    }
}
