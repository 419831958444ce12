package slipstream.gateway.catalogue;

/** An entry could not be written, or not be seen to be written; writing it again does no harm. */
public final class NotDurable extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotDurable(String message, Throwable cause) {
        super(message, cause);
    }
}
