/** Counting, windows and verdicts: pure arithmetic on one partition's events. Knows the JDK only. */
@NullMarked
package slipstream.processor.slo;

import org.jspecify.annotations.NullMarked;
