package org.tokenwright.tokenizers.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.tokenwright.vocab.SpecialTokens;
import org.tokenwright.vocab.Vocabulary;

/** Reads the fields that the lines of the BoundlessBPE formats are made of. For one thread. */
final class FieldReader {
    private final LineReader lines;
    private final BoundlessLimits limits;

    FieldReader(LineReader lines, BoundlessLimits limits) {
        this.lines = lines;
        this.limits = limits;
    }

    /** Special tokens, each with an id behind those of the vocabulary. */
    SpecialTokens specialTokens(Vocabulary vocabulary) throws IOException {
        int size = size("special tokens", limits.specialTokens());
        Map<String, Integer> ids = new HashMap<>();
        Set<Long> taken = new HashSet<>();
        for (int i = 0; i < size; i++) {
            String line = lines.next("ID STRING");
            int space = line.indexOf(' ');
            if (space < 0 || space == line.length() - 1) {
                throw lines.corrupt(LineReader.quote(line), "ID STRING");
            }
            long id = number(line.substring(0, space), "id");
            if (id > Integer.MAX_VALUE || id < vocabulary.size() || !taken.add(id)) {
                throw lines.corrupt("id " + id, "an id from " + vocabulary.size() + " on that is not yet taken");
            }
            String token = line.substring(space + 1);
            if (token.getBytes(UTF_8).length > SpecialTokens.MAX_TOKEN_BYTES) {
                throw lines.corrupt(
                        "special token " + LineReader.quote(token),
                        "at most " + SpecialTokens.MAX_TOKEN_BYTES + " bytes");
            }
            if (ids.put(token, (int) id) != null) {
                throw lines.corrupt("special token " + LineReader.quote(token) + " again", "a new special token");
            }
        }
        return SpecialTokens.of(ids);
    }

    /** The token of a line that begins with the next id and its token. */
    byte[] token(int id, String[] fields) throws IOException {
        long found = number(fields[0], "id");
        if (found != id) {
            throw lines.corrupt("id " + found, "id " + id);
        }
        return token(fields[1]);
    }

    /** Adds a token, which must be new. */
    void add(byte[] token, Vocabulary.Builder vocabulary) throws IOException {
        try {
            vocabulary.add(token);
        } catch (IllegalArgumentException e) {
            throw (IOException) lines.corrupt(
                            "token " + LineReader.quote(ByteAlphabet.show(token)) + ": " + e.getMessage(),
                            "a new token")
                    .initCause(e);
        }
    }

    /** The number of lines that follow. */
    int size(String what, int most) throws IOException {
        long size = number(lines.next("a number of " + what), "number of " + what);
        if (size > most) {
            throw lines.corrupt(size + " " + what, "at most " + most);
        }
        return (int) size;
    }

    /** A line of so many fields. */
    String[] fields(String expected, int count) throws IOException {
        String line = lines.next(expected);
        String[] fields = line.split(" ", count + 1);
        if (fields.length != count) {
            throw lines.corrupt(LineReader.quote(line), expected);
        }
        return fields;
    }

    /** The bytes of a token that is not empty. */
    byte[] token(String field) throws IOException {
        try {
            byte[] token = ByteAlphabet.parse(field);
            if (token.length > 0) {
                return token;
            }
        } catch (IllegalArgumentException e) {
            throw (IOException) lines.corrupt("token " + LineReader.quote(field), "characters that stand for bytes")
                    .initCause(e);
        }
        throw lines.corrupt("an empty token", "one byte or more");
    }

    /** A decimal number, 0 or more. */
    long number(String field, String what) throws IOException {
        boolean digits = !field.isEmpty() && field.chars().allMatch(c -> c >= '0' && c <= '9');
        try {
            if (digits) {
                return Long.parseLong(field);
            }
        } catch (NumberFormatException e) {
            throw (IOException) lines.corrupt(what + " " + LineReader.quote(field), "at most " + Long.MAX_VALUE)
                    .initCause(e);
        }
        throw lines.corrupt(what + " " + LineReader.quote(field), "decimal digits");
    }

    /** 0 or 1. */
    boolean flag(String field) throws IOException {
        if (!field.equals("0") && !field.equals("1")) {
            throw lines.corrupt(LineReader.quote(field), "0 or 1");
        }
        return field.equals("1");
    }
}
