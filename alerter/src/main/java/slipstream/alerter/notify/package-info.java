/** Carries notifications out, at least once, and records what became of them. */
@NullMarked
package slipstream.alerter.notify;

import org.jspecify.annotations.NullMarked;
