/** The HTTP server, its answers and its problem documents. */
@NullMarked
package slipstream.kit.http;

import org.jspecify.annotations.NullMarked;
