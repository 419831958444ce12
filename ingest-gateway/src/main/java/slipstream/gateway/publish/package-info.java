/** Edge out: what was admitted, made durable on Kafka before anybody is told so. */
@NullMarked
package slipstream.gateway.publish;

import org.jspecify.annotations.NullMarked;
