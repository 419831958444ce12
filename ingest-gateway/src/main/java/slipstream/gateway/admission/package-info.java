/** What an observation means: good, bad, excluded, or refused with a reason. Pure decisions, the JDK only. */
@NullMarked
package slipstream.gateway.admission;

import org.jspecify.annotations.NullMarked;
