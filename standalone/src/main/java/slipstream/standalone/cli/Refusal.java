package slipstream.standalone.cli;

/** A command that cannot be carried out, with a sentence that says why and what would help. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refusal(String message) {
        super(message);
    }
}
