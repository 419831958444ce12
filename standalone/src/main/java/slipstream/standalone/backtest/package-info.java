/** Which incidents other objectives would have given, from the events that are there; nothing is written to any topic. */
@NullMarked
package slipstream.standalone.backtest;

import org.jspecify.annotations.NullMarked;
