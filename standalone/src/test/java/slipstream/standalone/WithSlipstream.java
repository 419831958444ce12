package slipstream.standalone;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands a test one Slipstream that is started once for all tests and stopped after the last. */
public final class WithSlipstream implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(WithSlipstream.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningSlipstream.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent("slipstream", key -> RunningSlipstream.start(), RunningSlipstream.class);
    }
}
