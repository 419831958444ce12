/** The prober: asks every base URL of its share of the apps, about once a minute, whether the app is up. */
@NullMarked
package slipstream.gateway.probe;

import org.jspecify.annotations.NullMarked;
