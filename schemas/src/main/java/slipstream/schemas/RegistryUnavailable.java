package slipstream.schemas;

import java.net.URI;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** A schema registry that gave no answer within the deadline: the value is not at fault, and trying again makes sense. */
public final class RegistryUnavailable extends RetriableException {
    private static final long serialVersionUID = 1;

    public RegistryUnavailable(URI asked, String why, @Nullable Throwable cause) {
        super("schema registry gave no answer at " + asked + ": " + why, cause);
    }
}
