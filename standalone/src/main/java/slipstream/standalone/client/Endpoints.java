package slipstream.standalone.client;

/**
 * Where the services answer.
 *
 * @param gateway base address of the gateway
 * @param processor base address of the processor
 * @param alerter base address of the alerter
 * @param registry base address of the schema registry
 * @param mails base address of the mail catcher
 */
public record Endpoints(String gateway, String processor, String alerter, String registry, String mails) {}
