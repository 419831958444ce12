@NullMarked
package slipstream.standalone.backfill;

import org.jspecify.annotations.NullMarked;
