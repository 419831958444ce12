/** State that is built anew from the topic beside the live application, compared with it, and put in its place. */
@NullMarked
package slipstream.standalone.replay;

import org.jspecify.annotations.NullMarked;
