package org.tokenwright.embeddings.hashing;

import it.unimi.dsi.fastutil.floats.FloatArrayList;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.tokenwright.embeddings.rules.SignificantDigits;
import org.tokenwright.text.CorruptInputException;

/** Reads and writes {@code .floret}: {@link FloretVectors} describes the format. */
final class FloretFile {
    /*
     * The reader takes field after field, each of at most 64 bytes, and keeps nothing but the numbers that it has read: what the
     * header promises is never allocated before it is there.
     */
    static final int MAX_FIELD_BYTES = 64;

    private static final int BUFFER_BYTES = 1 << 16;

    /** As many as floret prints. */
    private static final int DIGITS = 5;

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
    private static final Pattern INTEGER = Pattern.compile("[0-9]{1,10}");

    /** Ten times this and nine more is below 2 to the power of 24. */
    private static final int MAX_MANTISSA = 1_600_000;

    /** Those powers of ten that are floats. */
    private static final float[] POWERS = {1, 1e1f, 1e2f, 1e3f, 1e4f, 1e5f, 1e6f, 1e7f, 1e8f, 1e9f, 1e10f};

    private static final long MAX_UNSIGNED = 0xFFFF_FFFFL;

    private final InputStream in;
    private final String source;
    private final byte[] field = new byte[MAX_FIELD_BYTES];
    private int fieldBytes;
    private int next;
    private int line = 1;

    private FloretFile(InputStream in, String source) throws IOException {
        this.in = in;
        this.source = source;
        this.next = in.read();
    }

    static FloretVectors read(Path path) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES)) {
            return read(in, path.toString());
        }
    }

    static FloretVectors read(InputStream in, String source) throws IOException {
        return new FloretFile(in, source).read();
    }

    private FloretVectors read() throws IOException {
        int rows = (int) integer("a number of rows", 1, FloatTable.MAX_COMPONENTS);
        int dimension = (int) integer("a dimension", 1, FloatTable.MAX_COMPONENTS / rows);
        int shortest = (int) integer("a shortest n-gram", 0, Integer.MAX_VALUE);
        int longest = (int) integer("a longest n-gram", 0, CharacterNgrams.MAX_CHARACTERS);
        int hashes = (int) integer("a number of hashes", 1, Hashing.KEYS);
        int seed = (int) integer("a seed", 0, MAX_UNSIGNED);
        String before = bracket();
        String behind = bracket();
        endLine();
        FloatArrayList components = new FloatArrayList();
        for (int row = 0; row < rows; row++) {
            integer("the index of the row", row, row);
            for (int i = 0; i < dimension; i++) {
                components.add(component());
            }
            endLine();
        }
        if (next >= 0) {
            throw corrupt("another line", "the end after " + rows + " rows");
        }
        return FloretVectors.of(
                new FloretNgrams(rows, shortest, longest, hashes, seed, before, behind),
                new FloatTable(dimension, components.toFloatArray()));
    }

    /** Reads a field and the space behind it. */
    private void field(String expected) throws IOException {
        fieldBytes = 0;
        while (next >= 0 && !isSpace(next)) {
            if (fieldBytes == MAX_FIELD_BYTES) {
                throw corrupt("a field of more than " + MAX_FIELD_BYTES + " bytes", expected);
            }
            field[fieldBytes++] = (byte) next;
            next = in.read();
        }
        if (fieldBytes == 0) {
            throw corrupt(describeNext(), expected);
        }
        if (next == ' ') {
            next = in.read();
        }
    }

    private long integer(String expected, long least, long most) throws IOException {
        String range = expected + " of " + (least == most ? "" + least : least + " to " + most);
        field(range);
        String text = latin();
        if (!INTEGER.matcher(text).matches() || Long.parseLong(text) < least || Long.parseLong(text) > most) {
            throw corrupt("\"" + text + "\"", range);
        }
        return Long.parseLong(text);
    }

    private float component() throws IOException {
        field("a component");
        float plain = plainDecimal();
        if (!Float.isNaN(plain)) {
            return plain;
        }
        String text = latin();
        float value = NUMBER.matcher(text).matches() ? Float.parseFloat(text) : Float.NaN;
        if (!Float.isFinite(value)) {
            throw corrupt("\"" + text + "\"", "a finite number");
        }
        return value;
    }

    /**
     * The field as a number if it is digits with a point among or behind them, which are few enough for one division of two exact
     * floats: this is what parsing gives, five times faster. Else no number.
     */
    private float plainDecimal() {
        int sign = field[0] == '-' ? 1 : 0;
        int mantissa = 0;
        int point = fieldBytes;
        for (int i = sign; i < fieldBytes; i++) {
            int digit = field[i] - '0';
            if (digit >= 0 && digit <= 9 && mantissa < MAX_MANTISSA) {
                mantissa = mantissa * 10 + digit;
            } else if (field[i] == '.' && point == fieldBytes && i > sign) {
                point = i;
            } else {
                return Float.NaN;
            }
        }
        int decimals = Math.max(0, fieldBytes - point - 1);
        if (fieldBytes == sign || decimals >= POWERS.length) {
            return Float.NaN;
        }
        float value = mantissa / POWERS[decimals];
        return sign == 0 ? value : -value;
    }

    private String bracket() throws IOException {
        field("a bracket");
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(field, 0, fieldBytes))
                    .toString();
        } catch (CharacterCodingException e) {
            CorruptInputException corrupt =
                    corrupt("bytes " + Arrays.toString(Arrays.copyOf(field, fieldBytes)), "a bracket in UTF-8");
            corrupt.initCause(e);
            throw corrupt;
        }
    }

    private void endLine() throws IOException {
        if (next == '\r') {
            next = in.read();
        }
        if (next != '\n' && next >= 0) {
            throw corrupt(describeNext(), "the end of the line");
        }
        if (next >= 0) {
            line++;
            next = in.read();
        }
    }

    private String latin() {
        return new String(field, 0, fieldBytes, StandardCharsets.ISO_8859_1);
    }

    private String describeNext() {
        return switch (next) {
            case -1 -> "the end";
            case '\n' -> "the end of the line";
            default -> "byte 0x" + Integer.toHexString(next);
        };
    }

    private CorruptInputException corrupt(String found, String expected) {
        return new CorruptInputException(source, "line " + line, found, expected);
    }

    /** {@return whether the C library calls a character white space} */
    static boolean isSpace(int character) {
        return character == ' ' || (character >= '\t' && character <= '\r');
    }

    static void write(FloretNgrams rows, FloatTable table, OutputStream out) throws IOException {
        String header = String.join(
                " ",
                Integer.toString(rows.tableRows()),
                Integer.toString(table.dimension()),
                Integer.toString(rows.shortest()),
                Integer.toString(rows.longest()),
                Integer.toString(rows.hashes()),
                Integer.toUnsignedString(rows.seed()),
                rows.before(),
                rows.behind() + "\n");
        out.write(header.getBytes(StandardCharsets.UTF_8));
        SignificantDigits digits = new SignificantDigits(DIGITS);
        float[] components = table.components();
        for (int row = 0; row < rows.tableRows(); row++) {
            out.write((row + " ").getBytes(StandardCharsets.US_ASCII));
            int start = row * table.dimension();
            for (int i = start; i < start + table.dimension(); i++) {
                digits.format(components[i]);
                out.write(digits.text(), 0, digits.length());
                out.write(' ');
            }
            out.write('\n');
        }
    }
}
