/** One question to one address over HTTP, and what comes of it. */
@NullMarked
package slipstream.gateway.probe.http;

import org.jspecify.annotations.NullMarked;
