/** Edge in: what people tell the system about apps, where they are installed and who may speak to it. */
@NullMarked
package slipstream.gateway.catalogue;

import org.jspecify.annotations.NullMarked;
