/** Incidents and who is told about them. */
@NullMarked
package slipstream.alerter;

import org.jspecify.annotations.NullMarked;
