/** Settings from command line, environment and file, with every fault told at once. */
@NullMarked
package slipstream.kit.settings;

import org.jspecify.annotations.NullMarked;
