/** Time that does not count: asked for over HTTP, decided in the log, kept in every revision. */
@NullMarked
package slipstream.gateway.catalogue.exclusions;

import org.jspecify.annotations.NullMarked;
