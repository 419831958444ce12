package slipstream.gateway.http;

import io.undertow.util.StatusCodes;
import slipstream.kit.http.Problem;

/** A request of which nothing can be taken. */
final class UnreadableBatch extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    private UnreadableBatch(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    static UnreadableBatch notJson(String detail) {
        return new UnreadableBatch(Problem.of(StatusCodes.BAD_REQUEST, "unreadable", detail));
    }

    static UnreadableBatch tooManyItems() {
        return new UnreadableBatch(Problem.of(
                StatusCodes.REQUEST_ENTITY_TOO_LARGE,
                "too-many-items",
                "a request may have at most " + BatchReader.MAX_ITEMS + " items"));
    }

    Problem problem() {
        return problem;
    }
}
