/** Edge out: what the counts and verdicts are, over REST. */
@NullMarked
package slipstream.processor.query;

import org.jspecify.annotations.NullMarked;
