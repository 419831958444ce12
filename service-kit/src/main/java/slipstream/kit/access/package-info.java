/** Who may call what: bearer tokens, scopes and the guard before each route. */
@NullMarked
package slipstream.kit.access;

import org.jspecify.annotations.NullMarked;
