/** What can be asked about incidents over REST. */
@NullMarked
package slipstream.alerter.query;

import org.jspecify.annotations.NullMarked;
