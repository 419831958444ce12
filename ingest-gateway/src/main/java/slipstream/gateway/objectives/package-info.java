/** Core: objectives as code. OpenSLO documents as trees, what they promise, and what applying them would change. */
@NullMarked
package slipstream.gateway.objectives;

import org.jspecify.annotations.NullMarked;
