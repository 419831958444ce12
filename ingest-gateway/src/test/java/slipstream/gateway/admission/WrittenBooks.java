package slipstream.gateway.admission;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Books as lines: {@code received 3}, {@code refused unknown-app}. */
public final class WrittenBooks implements Accounting {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    /** Everything that was written, in its order. */
    public List<String> lines() {
        return lines;
    }

    @Override
    public void received(int observations) {
        lines.add("received " + observations);
    }

    @Override
    public void admitted(int observations) {
        lines.add("admitted " + observations);
    }

    @Override
    public void refused(String code) {
        lines.add("refused " + code);
    }

    @Override
    public void published(int observations) {
        lines.add("published " + observations);
    }

    @Override
    public void failed(int observations) {
        lines.add("failed " + observations);
    }
}
