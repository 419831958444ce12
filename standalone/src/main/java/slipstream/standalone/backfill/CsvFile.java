package slipstream.standalone.backfill;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import slipstream.kit.http.Json;

/** A CSV file whose first row names the fields; an empty cell is a field that is not there. */
final class CsvFile implements EventFile {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final CsvRows rows;
    private final List<EventField> columns;

    private CsvFile(CsvRows rows, List<EventField> columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /** Reads the first row. */
    static CsvFile open(InputStream in) throws IOException {
        CsvRows rows = new CsvRows(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder())));
        try {
            return new CsvFile(rows, columnsOf(rows.next()));
        } catch (CharacterCodingException notUnicode) {
            throw new UnusableFile("is not UTF-8");
        }
    }

    private static List<EventField> columnsOf(CsvRows.@Nullable Row row) throws UnusableFile {
        if (row == null) {
            throw new UnusableFile("is empty: the first row of a CSV file names the columns");
        }
        List<EventField> columns = new ArrayList<>();
        Set<EventField> seen = new HashSet<>();
        for (String cell : row.cells()) {
            String name = cell.startsWith(BYTE_ORDER_MARK) ? cell.substring(1) : cell;
            EventField field = EventField.ofId(name.strip())
                    .orElseThrow(
                            () -> new UnusableFile(
                                    "has the column \"" + name.strip()
                                            + "\", which is no field of an event; columns are parted by commas and named as the fields are"));
            if (!seen.add(field)) {
                throw new UnusableFile("has the column \"" + field.id() + "\" twice");
            }
            columns.add(field);
        }
        return columns;
    }

    @Override
    public @Nullable FileItem next() throws IOException {
        try {
            CsvRows.Row row = rows.next();
            return row == null ? null : itemOf(row);
        } catch (CharacterCodingException notUnicode) {
            throw new UnusableFile("is not UTF-8 from about line " + rows.line() + " on");
        }
    }

    private FileItem itemOf(CsvRows.Row row) {
        if (!row.fault().isEmpty()) {
            return broken(row, "unreadable", row.fault());
        }
        if (row.cells().size() != columns.size()) {
            return broken(
                    row,
                    "unreadable",
                    "has " + row.cells().size() + " cells where the first row has " + columns.size());
        }
        ObjectNode event = Json.mapper().createObjectNode();
        for (int i = 0; i < columns.size(); i++) {
            String cell = row.cells().get(i);
            if (!cell.isEmpty() && !put(event, columns.get(i), cell)) {
                return broken(
                        row,
                        "wrong-type",
                        columns.get(i).id() + ": \"" + cell + "\" is "
                                + (columns.get(i).kind() == EventField.Kind.NUMBER
                                        ? "no whole number"
                                        : "neither true nor false"));
            }
        }
        return new FileItem.Read(row.line(), event);
    }

    private static boolean put(ObjectNode event, EventField field, String cell) {
        switch (field.kind()) {
            case TEXT -> event.put(field.id(), cell);
            case NUMBER -> {
                try {
                    event.put(field.id(), Long.parseLong(cell));
                } catch (NumberFormatException none) {
                    return false;
                }
            }
            case FLAG -> {
                event.put(field.id(), cell.equals("true"));
                return cell.equals("true") || cell.equals("false");
            }
        }
        return true;
    }

    private static FileItem broken(CsvRows.Row row, String code, String reason) {
        return new FileItem.Broken(row.line(), code, reason, String.join(",", row.cells()));
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
