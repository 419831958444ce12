/** What people are told about an incident, and whether. Knows the JDK only. */
@NullMarked
package slipstream.alerter.incident.notice;

import org.jspecify.annotations.NullMarked;
