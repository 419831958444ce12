package slipstream.processor.slo;

import java.util.Optional;

/**
 * What is promised to an app under one name.
 *
 * @param id names it
 * @param decidedFor the app key it was decided for, {@link Decision#EVERY_APP}, or {@link #PROGRAMME}
 * @param objective what is promised; absent when it cannot be judged
 * @param broken why it cannot be judged; absent when it can
 */
public record InForce(String id, String decidedFor, Optional<Objective> objective, Optional<String> broken) {
    /** Decided by nobody: the programme's own. */
    public static final String PROGRAMME = "programme";
}
