/** A real Kafka node inside this process. */
@NullMarked
package slipstream.standalone.broker;

import org.jspecify.annotations.NullMarked;
