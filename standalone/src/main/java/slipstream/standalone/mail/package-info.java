/** A mail catcher: takes every mail, sends none on, and shows them in a browser and over HTTP. */
@NullMarked
package slipstream.standalone.mail;

import org.jspecify.annotations.NullMarked;
