/** Edge in: from records on the events topic to counts, verdicts and rejections, exactly once. */
@NullMarked
package slipstream.processor.topology;

import org.jspecify.annotations.NullMarked;
