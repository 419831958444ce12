/** What each process needs of Kafka: client settings, topics that exist before they are used, tables in memory. */
@NullMarked
package slipstream.kit.kafka;

import org.jspecify.annotations.NullMarked;
