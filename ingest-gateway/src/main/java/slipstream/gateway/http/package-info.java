/** Edge in: observations that come by HTTP, one by one and in batches. */
@NullMarked
package slipstream.gateway.http;

import org.jspecify.annotations.NullMarked;
