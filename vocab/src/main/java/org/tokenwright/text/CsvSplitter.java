package org.tokenwright.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonPointer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes one field of every record of a CSV (RFC 4180) or TSV stream a document. */
final class CsvSplitter implements Splitter {
    /*
     * A machine looks at every byte once, also where a record is spread over many blocks: its state is kept between them,
     * and its offsets are relative to the window's start, which the buffer moves when it is filled. Of a record's fields only
     * those that are wanted are kept. What is wrong in a record is thrown when the machine has found the record's end, so
     * that the next call goes on behind it; only a record that is too long is given up at once, and the next call lets the
     * machine run to its end without keeping bytes.
     */
    private static final int FIELD_START = 0;

    private static final int PLAIN = 1;
    private static final int QUOTED = 2;
    private static final int AFTER_QUOTE = 3;
    private static final int AFTER_RETURN = 4;

    private static final int MOST_NAMES_SHOWN = 20;

    private final ByteWindow window;
    private final CsvDialect dialect;
    private final int maxBytes;
    private final Field text;
    private final @Nullable Field label;
    private final List<String> header = new ArrayList<>();

    private int columns = -1;
    private long line = 1;

    private int state;
    private int scanned;
    private int fields;
    private int fieldStart;
    private int faultAt = -1;
    private boolean insideTooLongRecord;

    /** A wanted field of the current record. */
    private static final class Field {
        private final String pointer;
        private final String name;
        private int column;
        private int start;
        private int end;

        Field(JsonPointer pointer) {
            if (pointer.matches() || !pointer.tail().matches()) {
                throw new IllegalArgumentException(
                        "found the pointer \"" + pointer + "\", expected /NAME or /NUMBER of a column");
            }
            this.pointer = pointer.toString();
            this.name = pointer.getMatchingProperty();
            this.column = pointer.getMatchingIndex();
        }
    }

    /**
     * Creates the splitter.
     *
     * @param window the stream
     * @param dialect how its records are written
     * @param text names the column of the documents
     * @param label names the column of their labels, or null
     * @param maxBytes the length of the longest record
     * @throws IllegalArgumentException if a pointer cannot name a column
     */
    CsvSplitter(ByteWindow window, CsvDialect dialect, JsonPointer text, @Nullable JsonPointer label, int maxBytes) {
        this.window = window;
        this.dialect = dialect;
        this.text = new Field(text);
        this.label = label == null ? null : new Field(label);
        this.maxBytes = maxBytes;
    }

    @Override
    public boolean next(Document document) throws IOException, MalformedDocumentException {
        if (insideTooLongRecord) {
            passOverRecord();
        }
        if (columns < 0 && !findColumns(document.source)) {
            return false;
        }
        int length = findRecord();
        if (length == 0) {
            return false;
        }
        take(document, length);
        return true;
    }

    /**
     * Learns from the first record, if there is one, how many columns there are and which are wanted. Nothing in the stream
     * can be read without it, so a malformed one cannot be passed over.
     */
    private boolean findColumns(String source) throws IOException {
        try {
            int length = findRecord();
            if (length == 0) {
                return false;
            }
            check(length);
            if (fields > ReadLimits.MAX_COLUMNS) {
                throw new CorruptInputException(
                        source, "line " + line, fields + " columns", "at most " + ReadLimits.MAX_COLUMNS);
            }
            columns = fields;
            if (dialect.header()) {
                consume(length);
            }
        } catch (MalformedDocumentException e) {
            throw e.in(source);
        }
        locate(text, source);
        if (label != null) {
            locate(label, source);
        }
        return true;
    }

    private void locate(Field field, String source) throws CorruptInputException {
        int named = header.indexOf(field.name);
        if (named >= 0 && named != header.lastIndexOf(field.name)) {
            throw new CorruptInputException(source, "line 1", "two columns " + field.name, "one");
        }
        field.column = named >= 0 ? named : field.column;
        if (field.column < 0 || field.column >= columns) {
            String names = header.stream().limit(MOST_NAMES_SHOWN).collect(Collectors.joining(", "));
            throw new CorruptInputException(
                    source,
                    "line 1",
                    columns + (columns == 1 ? " column" : " columns") + (names.isEmpty() ? "" : " (" + names + ")"),
                    "a column " + field.pointer);
        }
    }

    /** Finds the next record that is not empty, and returns its length, its line end included; 0 at the end. */
    private int findRecord() throws IOException, MalformedDocumentException {
        while (true) {
            int length = scanRecord();
            if (length == 0 || textLength(length) > 0) {
                return length;
            }
            window.start += length;
            line++;
        }
    }

    private int scanRecord() throws IOException, MalformedDocumentException {
        begin();
        while (!scan()) {
            // The last byte scanned may be the CR of a line end.
            if (scanned - 1 > maxBytes) {
                insideTooLongRecord = true;
                throw MalformedDocumentException.tooLong(line, window.position(window.start), maxBytes);
            }
            if (!window.fill()) {
                endRecord();
                break;
            }
        }
        return scanned;
    }

    private void begin() {
        state = FIELD_START;
        scanned = 0;
        fields = 0;
        fieldStart = 0;
        faultAt = -1;
        header.clear();
    }

    /** Runs the machine over what is in the window, and returns whether the record has ended. */
    private boolean scan() {
        byte[] bytes = window.bytes;
        int base = window.start;
        int at = base + scanned;
        while (at < window.end) {
            switch (state) {
                case FIELD_START -> {
                    if (dialect.quotes() && bytes[at] == '"') {
                        state = QUOTED;
                        at++;
                    } else {
                        state = PLAIN;
                    }
                }
                case PLAIN -> {
                    at = ByteSearch.indexOfEither(bytes, at, window.end, dialect.delimiter(), (byte) '\n');
                    if (at < window.end && endFieldAt(at++)) {
                        return true;
                    }
                }
                case QUOTED -> {
                    at = ByteSearch.indexOf(bytes, at, window.end, (byte) '"');
                    if (at < window.end) {
                        state = AFTER_QUOTE;
                        at++;
                    }
                }
                default -> {
                    byte b = bytes[at];
                    if (b == '\n' || (b == dialect.delimiter() && state == AFTER_QUOTE)) {
                        if (endFieldAt(at++)) {
                            return true;
                        }
                    } else if (state == AFTER_RETURN || (b != '"' && b != '\r')) {
                        faultAt = faultAt < 0 ? at - base : faultAt;
                        state = PLAIN;
                    } else {
                        state = b == '"' ? QUOTED : AFTER_RETURN;
                        at++;
                    }
                }
            }
        }
        scanned = at - base;
        return false;
    }

    /** Ends the last record, behind which there is no line end. */
    private void endRecord() {
        if (state == QUOTED || state == AFTER_RETURN) {
            faultAt = faultAt < 0 ? scanned : faultAt;
        }
        endField(scanned);
    }

    /** Ends a field at the delimiter or LF that is there, and returns whether the record ends too. */
    private boolean endFieldAt(int at) {
        int end = at - window.start;
        boolean last = window.bytes[at] == '\n';
        boolean afterReturn = last && end > fieldStart && window.bytes[at - 1] == '\r';
        endField(afterReturn ? end - 1 : end);
        state = FIELD_START;
        fieldStart = end + 1;
        scanned = end + 1;
        return last;
    }

    private void endField(int end) {
        if (columns < 0 && dialect.header()) {
            if (fields < ReadLimits.MAX_COLUMNS) {
                byte[] name = Arrays.copyOfRange(window.bytes, window.start + fieldStart, window.start + end);
                int from = contentStart(name, 0, name.length);
                header.add(new String(name, from, unquote(name, 0, name.length) - from, UTF_8));
            }
        } else if (fields == text.column) {
            text.start = fieldStart;
            text.end = end;
        }
        if (label != null && fields == label.column) {
            label.start = fieldStart;
            label.end = end;
        }
        fields++;
    }

    private void take(Document document, int length) throws MalformedDocumentException {
        int start = window.start;
        long firstLine = line;
        try {
            check(length);
        } finally {
            consume(length);
        }
        byte[] bytes = window.bytes;
        document.bytes = bytes;
        document.start = contentStart(bytes, start + text.start, start + text.end);
        document.end = unquote(bytes, start + text.start, start + text.end);
        document.position = window.position(start);
        document.line = firstLine;
        if (label != null && label.column == text.column) {
            document.label = document.text();
        } else if (label != null) {
            int from = contentStart(bytes, start + label.start, start + label.end);
            int to = unquote(bytes, start + label.start, start + label.end);
            document.label = new String(bytes, from, to - from, UTF_8);
        }
    }

    private void consume(int length) {
        line += ByteSearch.count(window.bytes, window.start, window.start + length, (byte) '\n');
        window.start += length;
    }

    private void check(int length) throws MalformedDocumentException {
        byte[] bytes = window.bytes;
        int start = window.start;
        int end = start + textLength(length);
        if (end - start > maxBytes) {
            throw MalformedDocumentException.tooLong(line, window.position(start), maxBytes);
        }
        int invalid = Utf8.firstInvalid(bytes, start, end);
        if (invalid >= 0) {
            throw MalformedDocumentException.notUtf8(lineOf(invalid), window.position(invalid), bytes, invalid, end);
        }
        if (faultAt >= 0) {
            int at = start + faultAt;
            throw new MalformedDocumentException(
                    lineOf(at),
                    window.position(at),
                    faultAt == length ? "the end inside quotes" : "text behind a closing quote",
                    faultAt == length ? "a closing quote" : "a delimiter or the end of the line");
        }
        if (columns >= 0 && fields != columns) {
            throw new MalformedDocumentException(
                    line, window.position(start), fields + (fields == 1 ? " field" : " fields"), "" + columns);
        }
    }

    private long lineOf(int at) {
        return line + ByteSearch.count(window.bytes, window.start, at, (byte) '\n');
    }

    /** The length of a record without its line end. */
    private int textLength(int length) {
        byte[] bytes = window.bytes;
        int end = window.start + length;
        if (bytes[end - 1] != '\n') {
            return length;
        }
        return length > 1 && bytes[end - 2] == '\r' ? length - 2 : length - 1;
    }

    private int contentStart(byte[] bytes, int from, int to) {
        return isQuoted(bytes, from, to) ? from + 1 : from;
    }

    private boolean isQuoted(byte[] bytes, int from, int to) {
        return dialect.quotes() && from < to && bytes[from] == '"';
    }

    /** Makes one quote of each two in a quoted field, in place, and returns where its content ends then. */
    private int unquote(byte[] bytes, int from, int to) {
        if (!isQuoted(bytes, from, to)) {
            return to;
        }
        int in = from + 1;
        int out = in;
        while (true) {
            int quote = ByteSearch.indexOf(bytes, in, to - 1, (byte) '"');
            if (out < in) {
                System.arraycopy(bytes, in, bytes, out, quote - in);
            }
            out += quote - in;
            if (quote >= to - 1) {
                return out;
            }
            bytes[out++] = '"';
            in = quote + 2;
        }
    }

    private void passOverRecord() throws IOException {
        insideTooLongRecord = false;
        boolean ended;
        do {
            ended = scan();
            line += ByteSearch.count(window.bytes, window.start, window.start + scanned, (byte) '\n');
            window.start += scanned;
            fieldStart = 0;
            scanned = 0;
        } while (!ended && window.fill());
    }
}
