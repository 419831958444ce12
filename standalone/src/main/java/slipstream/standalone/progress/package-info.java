/** How far a long piece of work is, told on a terminal as a bar and elsewhere as lines. */
@NullMarked
package slipstream.standalone.progress;

import org.jspecify.annotations.NullMarked;
