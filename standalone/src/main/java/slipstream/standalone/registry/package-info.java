/** A stand-in for a schema registry: the part of Confluent's REST API that serdes and stock tools use. */
@NullMarked
package slipstream.standalone.registry;

import org.jspecify.annotations.NullMarked;
