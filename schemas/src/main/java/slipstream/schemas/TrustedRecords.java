package slipstream.schemas;

import org.apache.avro.util.ClassSecurityValidator;
import slipstream.schemas.avro.Event;

/** Avro instantiates no generated class until its package is trusted; ours is, beside whatever was trusted before. */
final class TrustedRecords {
    private static final String OURS = Event.class.getPackageName();

    static {
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), type -> type.getPackageName()
                        .equals(OURS)));
    }

    private TrustedRecords() {}

    /** Has an effect once per process, whoever calls first. */
    static void trust() {
        // Loading this class did it.
    }
}
