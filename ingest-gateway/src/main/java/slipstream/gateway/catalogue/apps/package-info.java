/** The registered apps: read from their topic, written over HTTP. */
@NullMarked
package slipstream.gateway.catalogue.apps;

import org.jspecify.annotations.NullMarked;
