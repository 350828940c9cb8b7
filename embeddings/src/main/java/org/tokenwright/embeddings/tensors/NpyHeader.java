package org.tokenwright.embeddings.tensors;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CorruptInputException;

/** Reads the dictionary of an npy file, of which only what numpy writes is understood. For one header. */
final class NpyHeader {
    private static final int MAX_DIMENSIONS = 64;
    private static final int MAX_DIGITS = 18;

    private final String source;
    private final int start;
    private final byte[] text;
    private int at;

    private TensorType type = TensorType.F32;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private boolean columnMajor;
    private long[] shape = {};

    private NpyHeader(String source, int start, byte[] text) {
        this.source = source;
        this.start = start;
        this.text = text;
    }

    /**
     * Reads a header.
     *
     * @param source the name of the file
     * @param start where in the file the header begins
     * @param text its bytes
     */
    static NpyHeader read(String source, int start, byte[] text) throws CorruptInputException {
        NpyHeader header = new NpyHeader(source, start, text);
        header.read();
        return header;
    }

    TensorType type() {
        return type;
    }

    ByteOrder order() {
        return order;
    }

    boolean columnMajor() {
        return columnMajor;
    }

    long[] shape() {
        return shape;
    }

    private void read() throws CorruptInputException {
        expect('{');
        Set<String> keys = new HashSet<>();
        while (!skip('}')) {
            int before = at;
            String key = string();
            expect(':');
            switch (key) {
                case "descr" -> readType();
                case "fortran_order" -> columnMajor = bool();
                case "shape" -> shape = tuple();
                default -> throw corrupt(before, "the key '" + key + "'", "descr, fortran_order or shape");
            }
            if (!keys.add(key)) {
                throw corrupt(before, "a second '" + key + "'", "one");
            }
            if (!skip(',')) {
                expect('}');
                break;
            }
        }
        if (keys.size() != 3) {
            throw corrupt(at, "the keys " + keys, "descr, fortran_order and shape");
        }
        spaces();
        if (at != text.length) {
            throw corrupt(at, "more after the dictionary", "spaces");
        }
    }

    private void readType() throws CorruptInputException {
        spaces();
        int before = at;
        String descr = string();
        @Nullable TensorType found = descr.length() < 2 ? null : named(descr.substring(1));
        if (found == null || (descr.charAt(0) == '|' && found.bytes() > 1) || "<>|=".indexOf(descr.charAt(0)) < 0) {
            throw corrupt(
                    before, "the type '" + descr + "'", "< or > and one of b1, u1 i1, u2 i2 f2, u4 i4 f4, u8 i8 f8");
        }
        type = found;
        order = descr.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    private static @Nullable TensorType named(String name) {
        return Arrays.stream(TensorType.values())
                .filter(type -> type.npyName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private boolean bool() throws CorruptInputException {
        spaces();
        for (String value : new String[] {"True", "False"}) {
            if (matches(value)) {
                at += value.length();
                return value.equals("True");
            }
        }
        throw corrupt(at, shown(), "True or False");
    }

    private boolean matches(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= text.length || text[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private long[] tuple() throws CorruptInputException {
        expect('(');
        long[] extents = new long[MAX_DIMENSIONS];
        int count = 0;
        while (!skip(')')) {
            if (count == MAX_DIMENSIONS) {
                throw corrupt(at, "more dimensions", "at most " + MAX_DIMENSIONS);
            }
            extents[count++] = number();
            if (!skip(',')) {
                expect(')');
                break;
            }
        }
        return Arrays.copyOf(extents, count);
    }

    private long number() throws CorruptInputException {
        spaces();
        int before = at;
        long number = 0;
        while (at < text.length && text[at] >= '0' && text[at] <= '9' && at - before < MAX_DIGITS) {
            number = 10 * number + text[at++] - '0';
        }
        if (at == before || (at < text.length && text[at] >= '0' && text[at] <= '9')) {
            throw corrupt(
                    before, at == before ? shown() : "more digits", "a number of at most " + MAX_DIGITS + " digits");
        }
        skip('L'); // the longs of Python 2
        return number;
    }

    private String string() throws CorruptInputException {
        spaces();
        int before = at;
        if (at < text.length && (text[at] == '\'' || text[at] == '"')) {
            byte quote = text[at++];
            StringBuilder string = new StringBuilder();
            while (at < text.length && text[at] >= ' ' && text[at] != '\\') {
                if (text[at] == quote) {
                    at++;
                    return string.toString();
                }
                string.append((char) text[at++]);
            }
        }
        at = before;
        throw corrupt(at, shown(), "a string");
    }

    private void spaces() {
        while (at < text.length && (text[at] == ' ' || text[at] == '\n')) {
            at++;
        }
    }

    private boolean skip(char c) {
        spaces();
        if (at < text.length && text[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) throws CorruptInputException {
        if (!skip(c)) {
            throw corrupt(at, shown(), "'" + c + "'");
        }
    }

    private String shown() {
        return at >= text.length
                ? "the end of the header"
                : text[at] >= ' ' ? "'" + (char) text[at] + "'" : "byte " + Byte.toUnsignedInt(text[at]);
    }

    private CorruptInputException corrupt(int position, String found, String expected) {
        return new CorruptInputException(source, "byte " + (start + position), found, expected);
    }
}
