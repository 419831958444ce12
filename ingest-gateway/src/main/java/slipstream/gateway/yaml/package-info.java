/** Edge: YAML texts as trees with places. */
@NullMarked
package slipstream.gateway.yaml;

import org.jspecify.annotations.NullMarked;
