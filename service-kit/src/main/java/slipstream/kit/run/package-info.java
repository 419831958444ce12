/** The life of a process: health, metrics, and closing in order. */
@NullMarked
package slipstream.kit.run;

import org.jspecify.annotations.NullMarked;
