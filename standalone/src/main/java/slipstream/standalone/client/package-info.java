/** The REST interfaces of the services as a program sees them that has a token. */
@NullMarked
package slipstream.standalone.client;

import org.jspecify.annotations.NullMarked;
