/** Objectives over HTTP: validated, planned, applied; decided in the log, kept in every revision. */
@NullMarked
package slipstream.gateway.catalogue.objectives;

import org.jspecify.annotations.NullMarked;
