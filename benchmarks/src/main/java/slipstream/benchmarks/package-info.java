/** Side-by-side runs that print ratios; on nobody's class path. */
@NullMarked
package slipstream.benchmarks;

import org.jspecify.annotations.NullMarked;
