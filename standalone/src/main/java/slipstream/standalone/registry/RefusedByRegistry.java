package slipstream.standalone.registry;

/** Ends a request with a fault; caught in one place, which answers it. */
final class RefusedByRegistry extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient RegistryFault fault;

    RefusedByRegistry(RegistryFault fault) {
        super(fault.message());
        this.fault = fault;
    }

    RegistryFault fault() {
        return fault;
    }
}
