package slipstream.schemas;

/** A recurrence that says nothing that could be understood; the message says why, to whoever wrote it. */
public final class InvalidRecurrence extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    InvalidRecurrence(String message) {
        super(message);
    }

    InvalidRecurrence(String message, Throwable cause) {
        super(message, cause);
    }
}
