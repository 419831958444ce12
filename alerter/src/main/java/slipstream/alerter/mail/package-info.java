/** Mail, as one way to reach people. */
@NullMarked
package slipstream.alerter.mail;

import org.jspecify.annotations.NullMarked;
