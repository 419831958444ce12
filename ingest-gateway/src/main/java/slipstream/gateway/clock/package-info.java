/** The clock in the log: the ticks that let time move on every partition without events. */
@NullMarked
package slipstream.gateway.clock;

import org.jspecify.annotations.NullMarked;
