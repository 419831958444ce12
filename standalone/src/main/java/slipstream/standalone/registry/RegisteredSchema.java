package slipstream.standalone.registry;

/**
 * One version of a subject.
 *
 * @param subject what the schema is for: a topic's name and {@code -value}
 * @param version number within the subject, from 1
 * @param id number of the schema's text, whatever subjects it stands under
 * @param schema the schema's text
 */
record RegisteredSchema(String subject, int version, int id, String schema) {}
