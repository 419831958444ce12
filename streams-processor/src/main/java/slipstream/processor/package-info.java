/** Counts events over sliding windows, judges every minute, and answers what it knows. */
@NullMarked
package slipstream.processor;

import org.jspecify.annotations.NullMarked;
