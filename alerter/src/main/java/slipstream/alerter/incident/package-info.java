/** When an incident opens and when it is resolved. Knows the JDK only. */
@NullMarked
package slipstream.alerter.incident;

import org.jspecify.annotations.NullMarked;
