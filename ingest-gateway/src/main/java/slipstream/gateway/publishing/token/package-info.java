/** Whether a request was made by an installed app: its token, checked before anything else of the request is read. */
@NullMarked
package slipstream.gateway.publishing.token;

import org.jspecify.annotations.NullMarked;
