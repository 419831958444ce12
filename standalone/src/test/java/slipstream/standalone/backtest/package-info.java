@NullMarked
package slipstream.standalone.backtest;

import org.jspecify.annotations.NullMarked;
