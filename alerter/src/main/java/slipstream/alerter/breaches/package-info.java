/** How a change of an incident looks on the public breach topic. */
@NullMarked
package slipstream.alerter.breaches;

import org.jspecify.annotations.NullMarked;
