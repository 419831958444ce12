/** What needs a broker, or all of it at once. */
@NullMarked
package slipstream.standalone;

import org.jspecify.annotations.NullMarked;
