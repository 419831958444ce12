/** The command line: what a person types and reads. */
@NullMarked
package slipstream.standalone.cli;

import org.jspecify.annotations.NullMarked;
