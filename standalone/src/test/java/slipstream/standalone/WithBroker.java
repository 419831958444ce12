package slipstream.standalone;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import slipstream.standalone.broker.BrokerSettings;
import slipstream.standalone.broker.EmbeddedBroker;

/** Hands a test one broker that is started once for all tests and stopped after the last. */
public final class WithBroker implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(WithBroker.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == EmbeddedBroker.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent("broker", key -> start(), EmbeddedBroker.class);
    }

    private static EmbeddedBroker start() {
        return EmbeddedBroker.start(new BrokerSettings(TestDirectory.fresh("broker"), "127.0.0.1", 0, 0));
    }
}
