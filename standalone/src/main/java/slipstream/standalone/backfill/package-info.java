/** Old events out of files, through the gateway, without telling anybody. */
@NullMarked
package slipstream.standalone.backfill;

import org.jspecify.annotations.NullMarked;
