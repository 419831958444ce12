@NullMarked
package slipstream.standalone.progress;

import org.jspecify.annotations.NullMarked;
