/** A demonstration: three real small apps, what hosts report of them, and what to look at. */
@NullMarked
package slipstream.standalone.demo;

import org.jspecify.annotations.NullMarked;
