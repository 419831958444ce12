/** Where apps are installed, and the sealed secrets they share with each site. */
@NullMarked
package slipstream.gateway.catalogue.installations;

import org.jspecify.annotations.NullMarked;
