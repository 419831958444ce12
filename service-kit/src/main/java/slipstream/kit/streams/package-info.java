/** What services on Kafka Streams need beside it. */
@NullMarked
package slipstream.kit.streams;

import org.jspecify.annotations.NullMarked;
