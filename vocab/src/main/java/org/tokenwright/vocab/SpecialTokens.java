package org.tokenwright.vocab;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CorruptInputException;

/** Special tokens: strings with ids, found in a text before it is tokenized. Immutable, safe for any number of threads. */
public final class SpecialTokens {
    /*
     * The tokens are a vocabulary of their own, numbered in the order of their ids, so that a lone large id costs nothing;
     * ids[number] is the id. The search passes over bytes that begin no token and asks the vocabulary for the longest
     * prefix elsewhere, which looks at no more than MAX_TOKEN_BYTES bytes: the time is linear in the text, whatever the text
     * and the tokens are.
     */

    /** The greatest length of a special token: 1,024 bytes of UTF-8. */
    public static final int MAX_TOKEN_BYTES = 1024;

    /** No special tokens. */
    public static final SpecialTokens NONE =
            new SpecialTokens(Vocabulary.builder().build(), new int[0]);

    private static final String IDS = ".ids";

    private final Vocabulary tokens;
    private final int[] ids;
    private final boolean[] begins = new boolean[256];

    private SpecialTokens(Vocabulary tokens, int[] ids) {
        this.tokens = tokens;
        this.ids = ids;
        for (int number = 0; number < ids.length; number++) {
            begins[tokens.bytes(number)[0] & 0xFF] = true;
        }
    }

    /**
     * {@return special tokens}
     *
     * @param ids the id of each token
     * @throws IllegalArgumentException if a token is empty, longer than {@link #MAX_TOKEN_BYTES} or holds an unpaired
     *     surrogate, or if an id is negative or given twice
     */
    public static SpecialTokens of(Map<String, Integer> ids) {
        if (ids.isEmpty()) {
            return NONE;
        }
        List<Map.Entry<String, Integer>> entries = ids.entrySet().stream()
                .sorted(Comparator.comparingInt(Map.Entry::getValue))
                .toList();
        Vocabulary.Builder tokens = Vocabulary.builder();
        int[] sortedIds = new int[entries.size()];
        for (int number = 0; number < sortedIds.length; number++) {
            String token = entries.get(number).getKey();
            int id = entries.get(number).getValue();
            if (id < 0) {
                throw new IllegalArgumentException(
                        "special token \"" + token + "\" has the id " + id + ", expected 0 or more");
            }
            if (number > 0 && sortedIds[number - 1] == id) {
                throw new IllegalArgumentException("special tokens \""
                        + entries.get(number - 1).getKey() + "\" and \"" + token + "\" have the same id " + id);
            }
            tokens.add(encode(token));
            sortedIds[number] = id;
        }
        return new SpecialTokens(tokens.build(), sortedIds);
    }

    /**
     * Reads the special tokens that {@link #write} has put into a file.
     *
     * @param file the file
     * @param prefix the first part of the names of their sections
     * @return the special tokens
     * @throws CorruptInputException if a section is missing, or if the sections are not what {@code write} makes
     */
    public static SpecialTokens read(ModelFile file, String prefix) throws CorruptInputException {
        Vocabulary tokens = Vocabulary.read(file, prefix);
        int[] ids = file.ints(prefix.concat(IDS));
        if (tokens.size() != tokens.idBound() || ids.length != tokens.size()) {
            String expected = tokens.idBound() + " ids and tokens";
            throw file.corrupt(prefix.concat(IDS), 0, ids.length + " ids and " + tokens.size() + " tokens", expected);
        }
        int position = 0;
        for (int number = 0; number < ids.length; number++) {
            int before = number == 0 ? -1 : ids[number - 1];
            if (ids[number] <= before) {
                throw file.corrupt(
                        prefix.concat(IDS),
                        (long) number * Integer.BYTES,
                        "id " + ids[number],
                        "an id above " + before);
            }
            byte[] token = tokens.bytes(number);
            if (token.length > MAX_TOKEN_BYTES || !isUtf8(token)) {
                String found = "token " + number + " with " + token.length + " bytes";
                String expected = "UTF-8 of at most " + MAX_TOKEN_BYTES + " bytes";
                throw file.corrupt(prefix.concat(".bytes"), position, found, expected);
            }
            position += token.length;
        }
        return new SpecialTokens(tokens, ids);
    }

    /**
     * Adds the special tokens to a file: a vocabulary, numbered from 0 in the order of their ids, as
     * {@link Vocabulary#write} does, and the section {@code PREFIX.ids}, int32, the id of each number.
     *
     * @param file the file
     * @param prefix the first part of the names of their sections, at most 24 characters
     */
    public void write(ModelFile.Writer file, String prefix) {
        tokens.write(file, prefix);
        file.content(prefix.concat(IDS), ids);
    }

    /**
     * {@return the tokens and their ids, by ascending id}
     */
    public Map<String, Integer> ids() {
        Map<String, Integer> map = new LinkedHashMap<>();
        for (int number = 0; number < ids.length; number++) {
            map.put(new String(tokens.bytes(number), StandardCharsets.UTF_8), ids[number]);
        }
        return Collections.unmodifiableMap(map);
    }

    /**
     * {@return the tokens of this set whose names are in another}
     *
     * @param names strings of special tokens
     * @throws IllegalArgumentException if a name is not a token of this set
     */
    public SpecialTokens only(Set<String> names) {
        Map<String, Integer> all = ids();
        Map<String, Integer> some = new LinkedHashMap<>();
        for (String name : names) {
            Integer id = all.get(name);
            if (id == null) {
                throw new IllegalArgumentException(
                        "\"" + name + "\" is not a special token, expected one of " + all.keySet());
            }
            some.put(name, id);
        }
        return of(some);
    }

    /**
     * {@return whether there are none}
     */
    public boolean isEmpty() {
        return ids.length == 0;
    }

    /**
     * Finds the first special token of a text; of those that begin at one place the longest. Linear in the text.
     *
     * @param bytes the text, UTF-8
     * @param start index of its first byte
     * @param end index behind its last byte
     * @return index of the token's first byte in {@code bytes}, or -1
     */
    public int find(byte[] bytes, int start, int end) {
        if (isEmpty()) {
            return -1;
        }
        for (int i = start; i < end; i++) {
            if (begins[bytes[i] & 0xFF] && tokens.longestPrefix(bytes, i, end) != Vocabulary.NO_ID) {
                return i;
            }
        }
        return -1;
    }

    /**
     * {@return id of the longest special token that begins at a place, or {@link Vocabulary#NO_ID}}
     *
     * @param bytes the text, UTF-8
     * @param start where it must begin
     * @param end index behind the text's last byte
     */
    public int at(byte[] bytes, int start, int end) {
        int number = tokens.longestPrefix(bytes, start, end);
        return number == Vocabulary.NO_ID ? Vocabulary.NO_ID : ids[number];
    }

    /**
     * {@return bytes of a special token, or null if the id is none}
     *
     * @param id any number
     */
    public byte @Nullable [] bytes(int id) {
        int number = Arrays.binarySearch(ids, id);
        return number < 0 ? null : tokens.bytes(number);
    }

    private static byte[] encode(String token) {
        byte[] utf8 = token.getBytes(StandardCharsets.UTF_8);
        if (!new String(utf8, StandardCharsets.UTF_8).equals(token)) {
            throw new IllegalArgumentException("special token \"" + token + "\" holds an unpaired surrogate");
        }
        if (utf8.length == 0 || utf8.length > MAX_TOKEN_BYTES) {
            throw new IllegalArgumentException(
                    "special token \"" + token + "\" has " + utf8.length + " bytes, expected 1 to " + MAX_TOKEN_BYTES);
        }
        return utf8;
    }

    private static boolean isUtf8(byte[] token) {
        String string = new String(token, StandardCharsets.UTF_8);
        return Arrays.equals(string.getBytes(StandardCharsets.UTF_8), token);
    }
}
