@NullMarked
package slipstream.standalone.replay;

import org.jspecify.annotations.NullMarked;
