/** A real access log as input: loaded through the gateway, counted once by Slipstream and once by a plain loop. */
@NullMarked
package slipstream.standalone.example;

import org.jspecify.annotations.NullMarked;
