package org.tokenwright.tokenizers.formats;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.vocab.Vocabulary;

/** The bytes of a rank file. Immutable. */
final class RankFile {
    /** The largest file that is read: 268,435,456 bytes, 70 times the largest that is known. */
    static final int MAX_BYTES = 1 << 28;

    private static final String EXPECTED = "TOKEN RANK, the token in base64";

    private final String source;
    private final byte[] bytes;

    /**
     * Creates a file.
     *
     * @param source its name
     * @param bytes what it holds; not copied, must not change
     */
    RankFile(String source, byte[] bytes) {
        this.source = source;
        this.bytes = bytes;
    }

    /**
     * {@return a file that is read to its end}
     *
     * @param in the file; not closed
     * @param source its name
     * @throws CorruptInputException if it is larger than {@link #MAX_BYTES}
     */
    static RankFile read(InputStream in, String source) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new CorruptInputException(source, "byte " + MAX_BYTES, "more bytes", "at most as many");
        }
        return new RankFile(source, bytes);
    }

    /**
     * {@return its name}
     */
    String source() {
        return source;
    }

    /**
     * {@return the SHA-256 of its bytes, 64 hexadecimal digits}
     */
    String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /**
     * {@return the tokens, each with its rank for its id}
     *
     * @throws CorruptInputException if the file is malformed
     */
    Vocabulary vocabulary() throws CorruptInputException {
        Vocabulary.Builder tokens = Vocabulary.builder();
        int last = -1;
        int line = 1;
        for (int start = 0; start < bytes.length; line++) {
            int end = lineEnd(start);
            int space = start;
            while (space < end && bytes[space] != ' ') {
                space++;
            }
            byte[] token = token(start, space, end, line);
            int rank = rank(space + 1, end, line);
            if (rank <= last) {
                throw corrupt(line, "rank " + rank, "a rank above " + last);
            }
            try {
                tokens.put(rank, token);
            } catch (IllegalArgumentException e) {
                throw (CorruptInputException)
                        corrupt(line, e.getMessage() + "", "a new token").initCause(e);
            }
            last = rank;
            start = end + 1;
            if (end < bytes.length && bytes[end] == '\r') {
                start++;
            }
        }
        if (last < 0) {
            throw corrupt(1, "the end of the file", EXPECTED);
        }
        return tokens.build();
    }

    /** Where a line ends: at its line feed, at a carriage return before it, or at the end of the file. */
    private int lineEnd(int start) {
        int end = start;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end > start && end < bytes.length && bytes[end - 1] == '\r' ? end - 1 : end;
    }

    private byte[] token(int start, int space, int end, int line) throws CorruptInputException {
        if (space == end || space == start) {
            throw corrupt(line, shown(start, end), EXPECTED);
        }
        try {
            if ((space - start) % 4 == 0) {
                byte[] token = Base64.getDecoder().decode(Arrays.copyOfRange(bytes, start, space));
                if (token.length > 0) {
                    return token;
                }
            }
        } catch (IllegalArgumentException e) {
            throw (CorruptInputException)
                    corrupt(line, shown(start, space), "a token in base64").initCause(e);
        }
        throw corrupt(line, shown(start, space), "a token in base64");
    }

    private int rank(int start, int end, int line) throws CorruptInputException {
        int rank = 0;
        for (int i = start; i < end && rank < Vocabulary.MAX_ID_BOUND; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                throw corrupt(line, "rank " + shown(start, end), "decimal digits");
            }
            rank = 10 * rank + bytes[i] - '0';
        }
        if (start == end || rank >= Vocabulary.MAX_ID_BOUND) {
            throw corrupt(line, "rank " + shown(start, end), "a number from 0 to " + (Vocabulary.MAX_ID_BOUND - 1));
        }
        return rank;
    }

    private String shown(int start, int end) {
        int shown = Math.min(end, start + 64);
        return LineReader.quote(new String(bytes, start, shown - start, ISO_8859_1));
    }

    private CorruptInputException corrupt(int line, String found, String expected) {
        return new CorruptInputException(source, "line " + line, found, expected);
    }

    /**
     * Writes tokens, their ids for ranks.
     *
     * @param tokens the tokens
     * @param out where they go; not closed
     */
    static void write(Vocabulary tokens, OutputStream out) throws IOException {
        for (int id = 0; id < tokens.idBound(); id++) {
            if (tokens.contains(id)) {
                out.write(Base64.getEncoder().encode(tokens.bytes(id)));
                out.write((" " + id + "\n").getBytes(US_ASCII));
            }
        }
    }
}
