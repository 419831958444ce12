/** All of Slipstream in one process: broker, registry, services and mail catcher, started and stopped in order. */
@NullMarked
package slipstream.standalone;

import org.jspecify.annotations.NullMarked;
