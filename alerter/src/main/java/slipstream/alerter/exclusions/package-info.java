/** Edge in: time that does not count, as its topic has it. */
@NullMarked
package slipstream.alerter.exclusions;

import org.jspecify.annotations.NullMarked;
