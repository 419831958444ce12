/** Everything that enters the system, and the prober, which observes by itself. */
@NullMarked
package slipstream.gateway;

import org.jspecify.annotations.NullMarked;
