package org.tokenwright.vocab;

import it.unimi.dsi.fastutil.bytes.ByteArrays;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CorruptInputException;

/**
 * Token bytes to id and back. Immutable, safe for any number of threads.
 *
 * <p>Tokens are any bytes, at least one, and all different. Ids go from 0 to {@link #idBound()} exclusive and may have
 * holes. It takes 20 bytes of memory and the token's own bytes for each token, 8 for each hole.
 */
public final class Vocabulary {
    /*
     * Layout. All tokens lie in one arena in the order of their ids; token i is arena[offsets[i] .. offsets[i + 1]), and a
     * hole is a token without bytes. Ids by bytes: SliceIndex, 8 bytes for each token. Prefixes and order: PrefixIndex, 4
     * bytes for each token, 4 for each id and at most 4 for each of 65,536 parts.
     *
     * In a file, the arena, the offsets and the sorted ids are stored. The sorted ids cost 4 bytes for each token and save
     * the sorting; one pass over them proves that no token is there twice. What cannot be trusted or is as quickly made as
     * checked, the hash table and the prefixes, is not stored. The hash table is made when it is first asked: encoding and
     * decoding do without it, and for 200,000 tokens it is a large part of the time to load.
     */

    /** The answer where there is no id: -1. */
    public static final int NO_ID = -1;

    /** The bound of {@link #idBound()}: 16,777,216. It keeps a lone large id from taking memory for all ids below it. */
    public static final int MAX_ID_BOUND = 1 << 24;

    private static final int MAX_BYTES = Integer.MAX_VALUE - 8;
    private static final String BYTES = ".bytes";
    private static final String OFFSETS = ".offsets";
    private static final String SORTED = ".sorted";

    private final byte[] arena;
    private final int[] offsets;
    private final int size;
    private final int maxLength;
    private final PrefixIndex prefixes;
    private volatile @Nullable SliceIndex table;

    private Vocabulary(byte[] arena, int[] offsets, int[] sorted, int[] prefixOf) {
        this.arena = arena;
        this.offsets = offsets;
        this.size = sorted.length;
        int longest = 0;
        for (int id = 0; id < idBound(); id++) {
            longest = Math.max(longest, offsets[id + 1] - offsets[id]);
        }
        this.maxLength = longest;
        this.prefixes = new PrefixIndex(arena, offsets, sorted, prefixOf);
    }

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads a vocabulary that {@link #write} has put into a file. Costs one pass over its bytes.
     *
     * @param file the file
     * @param prefix the first part of the names of its sections
     * @return the vocabulary, with the same ids and holes
     * @throws CorruptInputException if a section is missing, or if the sections are not what {@code write} makes
     */
    public static Vocabulary read(ModelFile file, String prefix) throws CorruptInputException {
        byte[] arena = file.bytes(prefix.concat(BYTES));
        int[] offsets = file.ints(prefix.concat(OFFSETS));
        int[] sorted = file.ints(prefix.concat(SORTED));
        int size = checkOffsets(file, prefix.concat(OFFSETS), offsets, arena.length);
        if (sorted.length != size) {
            throw file.corrupt(prefix.concat(SORTED), 0, sorted.length + " ids", size + " ids, one for each token");
        }
        for (int i = 0; i < size; i++) {
            int id = sorted[i];
            if (id < 0 || id >= offsets.length - 1 || offsets[id] == offsets[id + 1]) {
                throw file.corrupt(prefix.concat(SORTED), (long) i * Integer.BYTES, "id " + id, "the id of a token");
            }
        }
        int[] prefixOf = new int[offsets.length - 1];
        int disorder = PrefixIndex.link(arena, offsets, sorted, prefixOf);
        if (disorder >= 0) {
            String found = "id " + sorted[disorder];
            String expected = "a token above that of id " + sorted[disorder - 1];
            throw file.corrupt(prefix.concat(SORTED), (long) disorder * Integer.BYTES, found, expected);
        }
        return new Vocabulary(arena, offsets, sorted, prefixOf);
    }

    private static int checkOffsets(ModelFile file, String section, int[] offsets, int end)
            throws CorruptInputException {
        if (offsets.length == 0 || offsets.length > MAX_ID_BOUND + 1) {
            throw file.corrupt(section, 0, offsets.length + " offsets", "1 to " + (MAX_ID_BOUND + 1) + " offsets");
        }
        if (offsets[0] != 0) {
            throw file.corrupt(section, 0, "offset " + offsets[0], "offset 0");
        }
        int size = 0;
        for (int i = 1; i < offsets.length; i++) {
            if (offsets[i] < offsets[i - 1]) {
                String found = "offset " + offsets[i];
                throw file.corrupt(section, (long) i * Integer.BYTES, found, offsets[i - 1] + " or more");
            }
            if (offsets[i] > offsets[i - 1]) {
                size++;
            }
        }
        int last = offsets.length - 1;
        if (offsets[last] != end) {
            String found = "offset " + offsets[last];
            throw file.corrupt(
                    section, (long) last * Integer.BYTES, found, end + ", the number of bytes of all tokens");
        }
        if (last > 0 && offsets[last] == offsets[last - 1]) {
            throw file.corrupt(section, (long) last * Integer.BYTES, "a last id without token", "one with a token");
        }
        return size;
    }

    /**
     * Adds the vocabulary to a file, as three content sections:
     *
     * <ul>
     *   <li>{@code PREFIX.bytes}: the bytes of all tokens in the order of their ids
     *   <li>{@code PREFIX.offsets}: int32, {@link #idBound()} + 1 of them; a token's bytes begin at the offset of its id and
     *       end at the next; they are equal where the id is a hole
     *   <li>{@code PREFIX.sorted}: int32, the ids in the order of {@link #compare}
     * </ul>
     *
     * @param file the file
     * @param prefix the first part of the names of its sections, at most 24 characters
     */
    public void write(ModelFile.Writer file, String prefix) {
        file.content(prefix.concat(BYTES), ByteBuffer.wrap(arena));
        file.content(prefix.concat(OFFSETS), offsets);
        file.content(prefix.concat(SORTED), prefixes.sorted());
    }

    /**
     * {@return number of tokens}
     */
    public int size() {
        return size;
    }

    /**
     * {@return the largest id plus one; larger than {@link #size()} if ids have holes; at most {@link #MAX_ID_BOUND}}
     */
    public int idBound() {
        return offsets.length - 1;
    }

    /**
     * {@return whether an id has a token}
     *
     * @param id any number
     */
    public boolean contains(int id) {
        return id >= 0 && id < idBound() && offsets[id] < offsets[id + 1];
    }

    /**
     * Looks up a token without making an object. Costs one pass over the bytes; the first look-up of a vocabulary also
     * makes its hash table.
     *
     * @param bytes the array that holds the token
     * @param start index of its first byte
     * @param end index behind its last byte
     * @return its id, or {@link #NO_ID}
     * @throws IndexOutOfBoundsException if the range is not inside {@code bytes}
     */
    public int idOf(byte[] bytes, int start, int end) {
        Objects.checkFromToIndex(start, end, bytes.length);
        return end - start > maxLength ? NO_ID : table().find(arena, offsets, bytes, start, end);
    }

    private SliceIndex table() {
        SliceIndex known = table;
        return known == null ? makeTable() : known;
    }

    private synchronized SliceIndex makeTable() {
        SliceIndex made = table;
        if (made == null) {
            made = new SliceIndex(size, offsets.length);
            for (int id = 0; id < idBound(); id++) {
                if (offsets[id] < offsets[id + 1]) {
                    made.insert(arena, offsets, id);
                }
            }
            table = made;
        }
        return made;
    }

    /**
     * Looks up a whole array.
     *
     * @param token the token
     * @return its id, or {@link #NO_ID}
     */
    public int idOf(byte[] token) {
        return idOf(token, 0, token.length);
    }

    /**
     * Finds the longest token that begins at a place of a text. Costs a binary search among the tokens with the same first
     * bytes; it never looks further than {@link #maxLength()} bytes.
     *
     * @param bytes the text
     * @param start where the token must begin
     * @param end index behind the last byte that it may hold
     * @return its id, or {@link #NO_ID} if no token begins there
     * @throws IndexOutOfBoundsException if the range is not inside {@code bytes}
     */
    public int longestPrefix(byte[] bytes, int start, int end) {
        Objects.checkFromToIndex(start, end, bytes.length);
        return prefixes.longestPrefix(arena, offsets, bytes, start, Math.min(end - start, maxLength) + start);
    }

    /**
     * Finds the longest token that is a proper prefix of a token. Takes constant time.
     *
     * @param id the id of a token
     * @return the id of the prefix, or {@link #NO_ID}
     * @throws IllegalArgumentException if {@code id} has no token
     */
    public int longestProperPrefix(int id) {
        checkToken(id);
        return prefixes.longestProperPrefix(id);
    }

    /**
     * Finds the tokens that begin with some bytes, those that are these bytes included. Costs two binary searches among all
     * tokens, and a copy of the result.
     *
     * @param bytes the array that holds the bytes
     * @param start index of the first
     * @param end index behind the last; all tokens begin with no bytes
     * @return their ids, in the order of {@link #compare}
     * @throws IndexOutOfBoundsException if the range is not inside {@code bytes}
     */
    public int[] idsWithPrefix(byte[] bytes, int start, int end) {
        Objects.checkFromToIndex(start, end, bytes.length);
        int from = prefixes.lowerBound(arena, offsets, bytes, start, end);
        int to = prefixes.prefixBound(arena, offsets, bytes, start, end, from);
        return Arrays.copyOfRange(prefixes.sorted(), from, to);
    }

    /**
     * Tells whether some bytes are the beginning of a longer token. Costs a binary search among all tokens.
     *
     * @param bytes the array that holds the bytes
     * @param start index of the first
     * @param end index behind the last
     * @return whether a token begins with them and has more bytes
     * @throws IndexOutOfBoundsException if the range is not inside {@code bytes}
     */
    public boolean isProperPrefix(byte[] bytes, int start, int end) {
        Objects.checkFromToIndex(start, end, bytes.length);
        int[] sorted = prefixes.sorted();
        int at = prefixes.lowerBound(arena, offsets, bytes, start, end);
        if (at < sorted.length
                && length(sorted[at]) == end - start
                && prefixes.isPrefix(arena, offsets, bytes, start, end, at)) {
            at++;
        }
        return at < sorted.length && prefixes.isPrefix(arena, offsets, bytes, start, end, at);
    }

    /**
     * Compares two tokens as sequences of unsigned bytes; a token comes before those that it is a prefix of.
     *
     * @param id the id of a token
     * @param other the id of another
     * @return a number below, equal to or above 0 as the first token is less than, equal to or greater than the other
     * @throws IllegalArgumentException if an id has no token
     */
    public int compare(int id, int other) {
        checkToken(id);
        checkToken(other);
        return PrefixIndex.compare(arena, offsets, id, other);
    }

    /**
     * {@return number of bytes of a token; 0 where the id has none}
     *
     * @param id an id, 0 to {@link #idBound()} exclusive
     * @throws IndexOutOfBoundsException if {@code id} is outside
     */
    public int length(int id) {
        Objects.checkIndex(id, idBound());
        return offsets[id + 1] - offsets[id];
    }

    /**
     * {@return whether the bytes of a token are those of two others, one after the other}
     *
     * @param id the id of a token
     * @param left the id of the first part
     * @param right the id of the second part
     * @throws IllegalArgumentException if an id has no token
     */
    public boolean isConcatenation(int id, int left, int right) {
        checkToken(id);
        checkToken(left);
        checkToken(right);
        int seam = offsets[id] + length(left);
        return length(id) == length(left) + length(right)
                && Arrays.equals(arena, offsets[id], seam, arena, offsets[left], offsets[left + 1])
                && Arrays.equals(arena, seam, offsets[id + 1], arena, offsets[right], offsets[right + 1]);
    }

    /**
     * {@return a copy of a token's bytes}
     *
     * @param id the id of a token
     * @throws IllegalArgumentException if {@code id} has no token
     */
    public byte[] bytes(int id) {
        checkToken(id);
        return Arrays.copyOfRange(arena, offsets[id], offsets[id + 1]);
    }

    /**
     * Copies a token's bytes.
     *
     * @param id the id of a token
     * @param target where to
     * @param offset index of the first byte written
     * @return number of bytes written
     * @throws IllegalArgumentException if {@code id} has no token
     * @throws IndexOutOfBoundsException if {@code target} is too short
     */
    public int copy(int id, byte[] target, int offset) {
        checkToken(id);
        int length = offsets[id + 1] - offsets[id];
        System.arraycopy(arena, offsets[id], target, offset, length);
        return length;
    }

    /**
     * {@return number of bytes of the longest token}
     */
    public int maxLength() {
        return maxLength;
    }

    private void checkToken(int id) {
        if (!contains(id)) {
            throw new IllegalArgumentException(
                    "id " + id + " has no token; there are " + size + " tokens with ids below " + idBound());
        }
    }

    /** Collects tokens. For one thread. */
    public static final class Builder {
        private static final int MIN_CAPACITY = 64;

        private byte[] arena = new byte[8 * MIN_CAPACITY];
        private int[] offsets = new int[MIN_CAPACITY + 1];
        private int[] ids = new int[MIN_CAPACITY];
        private int[] tokenOfId = new int[0];
        private SliceIndex table = new SliceIndex(MIN_CAPACITY, MIN_CAPACITY);
        private int size;
        private int idBound;

        private Builder() {}

        /**
         * Adds a token with the next id: one more than the largest so far, 0 for the first.
         *
         * @param token its bytes, at least one
         * @return its id
         * @throws IllegalArgumentException if the token is empty or is there already, if its id would reach
         *     {@link #MAX_ID_BOUND}, or if the tokens would have more than 2<sup>31</sup> - 9 bytes
         */
        public int add(byte[] token) {
            int id = idBound;
            put(id, token);
            return id;
        }

        /**
         * Adds a token with a given id.
         *
         * @param id its id, 0 to {@link #MAX_ID_BOUND} exclusive
         * @param token its bytes, at least one
         * @return this
         * @throws IllegalArgumentException if the token is empty, if the id is outside, if the id or the token is there
         *     already, or if the tokens would have more than 2<sup>31</sup> - 9 bytes
         */
        public Builder put(int id, byte[] token) {
            check(id, token);
            if (size == ids.length) {
                grow();
            }
            int end = offsets[size] + token.length;
            arena = ByteArrays.grow(arena, end, offsets[size]);
            System.arraycopy(token, 0, arena, offsets[size], token.length);
            offsets[size + 1] = end;
            table.insert(arena, offsets, size);
            ids[size++] = id;
            if (id >= idBound) {
                tokenOfId = IntArrays.grow(tokenOfId, id + 1, idBound);
                idBound = id + 1;
            }
            tokenOfId[id] = size;
            return this;
        }

        /**
         * {@return the vocabulary}
         */
        public Vocabulary build() {
            byte[] inOrder = new byte[offsets[size]];
            int[] offsetsInOrder = new int[idBound + 1];
            int end = 0;
            for (int id = 0; id < idBound; id++) {
                int token = tokenOfId[id] - 1;
                if (token >= 0) {
                    int length = offsets[token + 1] - offsets[token];
                    System.arraycopy(arena, offsets[token], inOrder, end, length);
                    end += length;
                }
                offsetsInOrder[id + 1] = end;
            }
            int[] sorted = PrefixIndex.sort(inOrder, offsetsInOrder);
            int[] prefixOf = new int[idBound];
            int disorder = PrefixIndex.link(inOrder, offsetsInOrder, sorted, prefixOf);
            assert disorder < 0 : "tokens are sorted and different, but not at " + disorder;
            return new Vocabulary(inOrder, offsetsInOrder, sorted, prefixOf);
        }

        private void check(int id, byte[] token) {
            if (id < 0 || id >= MAX_ID_BOUND) {
                throw new IllegalArgumentException("id is " + id + ", expected 0 to " + (MAX_ID_BOUND - 1));
            }
            if (token.length == 0) {
                throw new IllegalArgumentException("token of id " + id + " is empty, expected at least one byte");
            }
            if (id < idBound && tokenOfId[id] > 0) {
                throw new IllegalArgumentException("id " + id + " is there already");
            }
            int same = table.find(arena, offsets, token, 0, token.length);
            if (same >= 0) {
                throw new IllegalArgumentException("token of id " + id + " is there already with id " + ids[same] + ": "
                        + HexFormat.of().formatHex(token));
            }
            if (token.length > MAX_BYTES - offsets[size]) {
                throw new IllegalArgumentException(
                        "token of id " + id + " has " + token.length + " bytes and those before it " + offsets[size]
                                + ", expected at most " + MAX_BYTES + " in all");
            }
        }

        private void grow() {
            int capacity = 2 * size;
            ids = Arrays.copyOf(ids, capacity);
            offsets = Arrays.copyOf(offsets, capacity + 1);
            table = new SliceIndex(capacity, capacity);
            for (int token = 0; token < size; token++) {
                table.insert(arena, offsets, token);
            }
        }
    }
}
