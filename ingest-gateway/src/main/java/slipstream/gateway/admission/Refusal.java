package slipstream.gateway.admission;

/**
 * Why something was not taken.
 *
 * @param code word for programs, such as {@code unknown-app}
 * @param field which field of it is at fault
 * @param reason sentence for people
 */
public record Refusal(String code, String field, String reason) {
    /** Code of what is older than anything that still counts; it is kept, but not counted. */
    public static final String TOO_OLD = "event-too-old";

    /** The answer for an app that does not exist, or not for who is asking. */
    public static Refusal unknownApp() {
        return new Refusal("unknown-app", "appKey", "no such app");
    }
}
