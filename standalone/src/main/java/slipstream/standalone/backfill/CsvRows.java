package slipstream.standalone.backfill;

import java.io.Closeable;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file after RFC 4180: cells parted by commas, rows by line ends; a cell in quotes may hold commas, line
 * ends and doubled quotes. Blank lines are nothing.
 */
final class CsvRows implements Closeable {
    /** A longer row is a quote that was never closed. */
    private static final int MAX_ROW_CHARS = 64 * 1024;

    private static final int END = -1;

    /**
     * A row.
     *
     * @param line the line on which it begins, from 1
     * @param cells its cells
     * @param fault why it cannot be understood, or empty
     */
    record Row(long line, List<String> cells, String fault) {}

    private final PushbackReader in;
    private long line = 1;

    CsvRows(Reader in) {
        this.in = new PushbackReader(in);
    }

    /** The line that is being read. */
    long line() {
        return line;
    }

    /** The next row; null at the end. */
    @Nullable
    Row next() throws IOException {
        int first = in.read();
        while (first == '\n' || first == '\r') {
            line += first == '\n' ? 1 : 0;
            first = in.read();
        }
        if (first == END) {
            return null;
        }
        in.unread(first);
        return readRow();
    }

    private Row readRow() throws IOException {
        long begin = line;
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        String fault = "";
        int length = 0;
        boolean more = true;
        while (more) {
            cell.setLength(0);
            int end = readCell(cell);
            if (end == '"') {
                fault = "there is something behind a closing quote";
                end = skipLine();
            }
            length += cell.length();
            cells.add(cell.toString());
            more = end == ',';
            if (length > MAX_ROW_CHARS) {
                return new Row(
                        begin, cells, "the row is longer than " + MAX_ROW_CHARS + " characters, or a quote is open");
            }
        }
        return new Row(begin, cells, fault);
    }

    /** Reads a cell and answers what ended it: a comma, the end of the line, of the file, or a quote where none may be. */
    private int readCell(StringBuilder cell) throws IOException {
        int each = in.read();
        if (each == '"') {
            return readQuoted(cell);
        }
        while (each != ',' && each != '\n' && each != END) {
            cell.append((char) each);
            each = in.read();
        }
        if (each != ',' && !cell.isEmpty() && cell.charAt(cell.length() - 1) == '\r') {
            cell.setLength(cell.length() - 1);
        }
        line += each == '\n' ? 1 : 0;
        return each;
    }

    private int readQuoted(StringBuilder cell) throws IOException {
        int each = in.read();
        while (each != END && cell.length() <= MAX_ROW_CHARS) {
            if (each == '"') {
                each = in.read();
                if (each != '"') {
                    return afterQuote(each);
                }
            }
            line += each == '\n' ? 1 : 0;
            cell.append((char) each);
            each = in.read();
        }
        cell.setLength(Math.max(cell.length(), MAX_ROW_CHARS + 1));
        return END;
    }

    private int afterQuote(int next) throws IOException {
        int each = next == '\r' ? in.read() : next;
        line += each == '\n' ? 1 : 0;
        return each == ',' || each == '\n' || each == END ? each : '"';
    }

    private int skipLine() throws IOException {
        int each = in.read();
        while (each != '\n' && each != END) {
            each = in.read();
        }
        line += each == '\n' ? 1 : 0;
        return each;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
