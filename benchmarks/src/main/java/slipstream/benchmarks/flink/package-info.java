/** What Apache Flink makes of the same events: jobs that run in a process of their own. */
@NullMarked
package slipstream.benchmarks.flink;

import org.jspecify.annotations.NullMarked;
