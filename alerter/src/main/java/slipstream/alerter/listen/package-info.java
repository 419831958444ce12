/** From verdicts to changes of incidents, exactly once. */
@NullMarked
package slipstream.alerter.listen;

import org.jspecify.annotations.NullMarked;
