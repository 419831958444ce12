/** The contract between the services: topics, their keys and values, and how they look on the wire. */
@NullMarked
package slipstream.schemas;

import org.jspecify.annotations.NullMarked;
