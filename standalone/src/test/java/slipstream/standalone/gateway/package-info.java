/** The gateway in front of a real broker. */
@NullMarked
package slipstream.standalone.gateway;

import org.jspecify.annotations.NullMarked;
