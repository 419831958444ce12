/** The API tokens: made once, kept as hashes. */
@NullMarked
package slipstream.gateway.catalogue.tokens;

import org.jspecify.annotations.NullMarked;
