package slipstream.kit.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.undertow.util.StatusCodes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was not answered as asked: an RFC 9457 problem document.
 *
 * @param type always {@code about:blank}: {@code code} says more
 * @param title the status in words
 * @param status HTTP status
 * @param code word for programs, such as {@code unknown-app}
 * @param detail sentence for people
 * @param errors one entry per fault, if single faults can be named
 */
public record Problem(
        String type,
        String title,
        int status,
        String code,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Fault> errors) {
    public Problem {
        errors = List.copyOf(errors);
    }

    /** A problem without single faults. */
    public static Problem of(int status, String code, String detail) {
        return new Problem("about:blank", StatusCodes.getReason(status), status, code, detail, List.of());
    }

    /** The same problem with its single faults. */
    public Problem withErrors(List<Fault> faults) {
        return new Problem(type, title, status, code, detail, faults);
    }

    /**
     * One fault of a request.
     *
     * @param index which element of the request, from 0; absent when the request is not a list
     * @param field which field of it; dots and indexes lead into it
     * @param code word for programs
     * @param reason sentence for people
     */
    public record Fault(@Nullable Integer index, String field, String code, String reason) {
        /** A fault of a request that is not a list. */
        public static Fault of(String field, String code, String reason) {
            return new Fault(null, field, code, reason);
        }
    }
}
