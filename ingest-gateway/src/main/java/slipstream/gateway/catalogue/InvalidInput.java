package slipstream.gateway.catalogue;

import slipstream.kit.http.Problem;

/** What was sent cannot be written; the problem names every fault of it. */
public final class InvalidInput extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public InvalidInput(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    /** The answer to who sent it. */
    public Problem problem() {
        return problem;
    }
}
