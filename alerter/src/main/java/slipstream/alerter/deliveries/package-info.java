/** How the fate of a notification looks on the deliveries topic. */
@NullMarked
package slipstream.alerter.deliveries;

import org.jspecify.annotations.NullMarked;
