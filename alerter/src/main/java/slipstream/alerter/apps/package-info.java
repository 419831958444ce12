/** The app catalogue, as far as people must be told. */
@NullMarked
package slipstream.alerter.apps;

import org.jspecify.annotations.NullMarked;
