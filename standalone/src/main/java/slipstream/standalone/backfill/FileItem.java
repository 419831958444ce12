package slipstream.standalone.backfill;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One event of a file, or why it is none. */
sealed interface FileItem {
    /** Where it stands: the line, or of Avro files the number of the record, from 1. */
    long position();

    /** What could be read as an event; whether the gateway takes it is another question. */
    record Read(long position, ObjectNode event) implements FileItem {}

    /** What could not be read as an event. */
    record Broken(long position, String code, String reason, String text) implements FileItem {}
}
