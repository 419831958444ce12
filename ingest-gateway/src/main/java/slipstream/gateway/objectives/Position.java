package slipstream.gateway.objectives;

/**
 * A place in a text.
 *
 * @param line from 1
 * @param column from 1, in code points
 */
public record Position(int line, int column) {
    /** As compilers print it: {@code 12:7}. */
    @Override
    public String toString() {
        return line + ":" + column;
    }
}
