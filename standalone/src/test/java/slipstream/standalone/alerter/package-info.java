/** The alerter in front of a real broker. */
@NullMarked
package slipstream.standalone.alerter;

import org.jspecify.annotations.NullMarked;
