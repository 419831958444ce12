/** The programme's publishing API: apps send what they measured themselves, signed with an installation's secret. */
@NullMarked
package slipstream.gateway.publishing;

import org.jspecify.annotations.NullMarked;
