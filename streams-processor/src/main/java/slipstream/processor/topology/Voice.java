package slipstream.processor.topology;

/**
 * What is known in the log of an application that counts: of several that read the same events, one at a time is in force, and
 * what it says is told.
 *
 * @param applicationId its name
 * @param inForceAtFirst whether it is in force where the log has never said which one is
 * @param beside topic for what it says while it is not in force; empty: nobody keeps that
 */
public record Voice(String applicationId, boolean inForceAtFirst, String beside) {
    /** An application that is in force unless the log says otherwise. */
    public static Voice live(String applicationId) {
        return new Voice(applicationId, true, "");
    }

    /** An application that reads along and is in force once the log says so. */
    public static Voice replay(String applicationId, String beside) {
        return new Voice(applicationId, false, beside);
    }
}
