package org.tokenwright.tokenizers.pipeline;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CodePoints;
import org.tokenwright.text.NormalizedText;

/**
 * Changes texts as SentencePiece does before it encodes them: by the rules of a {@link CharsMapNormalizer}, and spaces by rules
 * of their own. Immutable, safe for any number of threads.
 */
public final class SentencePieceNormalizer implements Normalizer {
    private static final byte[] SPACE = {' '};
    static final byte[] SPACE_SYMBOL = {(byte) 0xE2, (byte) 0x96, (byte) 0x81};

    /** Spaces with which both parts of a text, cut before a space, begin and end as they do in the text. */
    private static final Spaces CUTTABLE = new Spaces(true, true, true, false);

    private final @Nullable CharsMap map;
    private final @Nullable ByteTrie userDefined;
    private final Spaces spaces;
    private final byte[] space;
    private final boolean[] plain = new boolean[128];
    private final boolean plainSpace;

    /**
     * What is done to spaces.
     *
     * @param prefixes whether a text gets a space in front
     * @param removesExtra whether spaces at the ends of a text are removed, and those that follow another
     * @param escapes whether a space becomes U+2581
     * @param suffixes whether the space in front goes behind instead
     */
    public record Spaces(boolean prefixes, boolean removesExtra, boolean escapes, boolean suffixes) {}

    /**
     * Creates a normalizer.
     *
     * @param rules the rules for characters, or null if there are none
     * @param pieces the pieces, of which the user-defined ones are left as they are
     * @param spaces what is done to spaces
     */
    public SentencePieceNormalizer(@Nullable CharsMapNormalizer rules, PieceTable pieces, Spaces spaces) {
        map = rules == null ? null : rules.map();
        this.spaces = spaces;
        space = spaces.escapes() ? SPACE_SYMBOL : SPACE;
        ByteTrie found = ByteTrie.of(pieces.vocabulary(), id -> pieces.type(id) == PieceType.USER_DEFINED);
        boolean anyFound = false;
        for (int value = 0; value < 256; value++) {
            boolean begins = found.child(found.root(), (byte) value) >= 0;
            anyFound |= begins;
            if (value < 128) {
                plain[value] = value != ' ' && !begins && (map == null || map.isPlain((byte) value));
            }
        }
        userDefined = anyFound ? found : null;
        plainSpace = found.child(found.root(), (byte) ' ') < 0 && (map == null || map.isPlain((byte) ' '));
    }

    @Override
    public NormalizedText normalize(NormalizedText text) {
        Work work = newWork();
        work.normalize(text.bytes(), 0, text.length());
        return work.edit(text);
    }

    /**
     * {@return whether a text can be cut before a space, so that both parts, normalized by themselves, put together are the
     * normalized text, and neither ends nor begins inside one of its characters; only some places are known}
     *
     * @param utf8 the array that holds the text
     * @param start index of its first byte
     * @param at the place
     * @param end index behind the last byte that is there; the text may go on
     */
    boolean isCut(byte[] utf8, int start, int at, int end) {
        return at > start
                && at + 1 < end
                && utf8[at] == ' '
                && utf8[at + 1] >= 0
                && utf8[at - 1] >= 0
                && plain[utf8[at - 1]]
                && spaces.equals(CUTTABLE)
                && userDefined == null
                && plainSpace
                && (map == null || (!map.isInside((byte) ' ') && !map.isInside(utf8[at - 1])));
    }

    /** {@return what normalizes for one thread} */
    Work newWork() {
        return new Work();
    }

    /** Normalizes texts one after the other into a buffer of its own. For one thread. */
    final class Work {
        /*
         * The text is taken apart from left to right: a chunk is a user-defined piece, what a rule applies to, a character or a
         * malformed byte. Whether spaces at the end go is only known there, so changes are noted, and those of the end are
         * undone: four numbers each, start and end in the buffer, then in the text.
         */
        private byte[] buffer = new byte[256];
        private int size;
        private int[] changes = new int[64];
        private int changesEnd;
        private boolean afterSpace;
        private int contentEnd;

        private byte[] text = SPACE;
        private int start;
        private int end;

        /** The chunk at hand: what it becomes, and where it ends in the text. */
        private byte[] chunk = SPACE;

        private int chunkFrom;
        private int chunkTo;
        private int chunkEnd;
        private boolean isCopied;

        /** {@return the array that holds the result in front} */
        byte[] bytes() {
            return buffer;
        }

        /** {@return number of bytes in the result} */
        int length() {
            return size;
        }

        /** {@return index behind what is left of the text, counted from its start: spaces behind are removed} */
        int contentEnd() {
            return contentEnd;
        }

        void normalize(byte[] utf8, int from, int to) {
            text = utf8;
            start = from;
            end = to;
            size = 0;
            changesEnd = 0;
            contentEnd = 0;
            int at = from;
            if (spaces.removesExtra()) {
                while (at < to && isSpace(at)) {
                    at = chunkEnd;
                }
                if (at > from) {
                    change(0, from, at);
                }
            }
            if (at == to) {
                return;
            }
            if (spaces.prefixes() && !spaces.suffixes()) {
                put(at, at);
            }
            afterSpace = spaces.removesExtra();
            while (at < to) {
                at = normalizeChunk(at);
            }
            if (spaces.removesExtra()) {
                removeEnd();
            }
            contentEnd = contentEndInText();
            int behind = start + contentEnd;
            if (spaces.prefixes() && spaces.suffixes()) {
                put(behind, behind);
            }
            if (behind < end) {
                change(size, behind, end);
            }
        }

        private boolean isSpace(int at) {
            find(at);
            return chunkTo - chunkFrom == 1 && chunk[chunkFrom] == ' ';
        }

        /** Finds the chunk that begins at a place. */
        private void find(int at) {
            int piece = userDefined == null ? ByteTrie.NONE : longestPiece(userDefined, at);
            if (piece > 0) {
                copied(at, at + piece);
                return;
            }
            long rule = map == null ? CharsMap.NONE : map.longest(text, at, end);
            if (map != null && rule != CharsMap.NONE) {
                found(map.replacements(), (int) rule, map.end((int) rule), at + (int) (rule >>> 32));
                return;
            }
            int codePoint = CodePoints.at(text, at, end);
            if (codePoint >= 0) {
                copied(at, at + CodePoints.utf8Length(codePoint));
            } else {
                byte[] replacement = CharsMapNormalizer.REPLACEMENT_CHARACTER;
                found(replacement, 0, replacement.length, at + 1);
            }
        }

        private int longestPiece(ByteTrie pieces, int at) {
            int longest = 0;
            int node = pieces.root();
            for (int place = at; place < end; ) {
                node = pieces.child(node, text[place++]);
                if (node < 0) {
                    break;
                }
                longest = pieces.isToken(node) ? place - at : longest;
            }
            return longest;
        }

        private void copied(int from, int to) {
            found(text, from, to, to);
            isCopied = true;
        }

        private void found(byte[] bytes, int from, int to, int behind) {
            isCopied = false;
            chunk = bytes;
            chunkFrom = from;
            chunkTo = to;
            chunkEnd = behind;
        }

        /** Normalizes the chunk at a place, or several where this is quick, and returns where the next one begins. */
        private int normalizeChunk(int at) {
            int behind = copyPlain(at);
            if (behind > at) {
                return behind;
            }
            if (plainSpace && text[at] == ' ' && (at + 1 == end || text[at + 1] >= 0)) {
                if (afterSpace) {
                    change(size, at, at + 1);
                } else {
                    put(at, at + 1);
                }
                afterSpace = spaces.removesExtra();
                return at + 1;
            }
            find(at);
            int from = chunkFrom;
            while (afterSpace && from < chunkTo && chunk[from] == ' ') {
                from++;
            }
            int before = size;
            boolean isSame = isCopied && from == chunkFrom;
            reserve(SPACE_SYMBOL.length * (chunkTo - from));
            for (int i = from; i < chunkTo; i++) {
                if (chunk[i] == ' ') {
                    isSame &= !spaces.escapes();
                    appendSpace();
                } else {
                    buffer[size++] = chunk[i];
                }
            }
            if (!isSame) {
                change(before, at, chunkEnd);
            }
            if (from < chunkTo) {
                afterSpace = spaces.removesExtra() && chunk[chunkTo - 1] == ' ';
            }
            return chunkEnd;
        }

        /** Copies the characters in front that stay as they are, as long as they are ASCII. */
        private int copyPlain(int from) {
            int at = from;
            while (at < end && text[at] >= 0 && plain[text[at]]) {
                at++;
            }
            if (at > from && at < end && text[at] < 0) {
                at--;
            }
            if (at > from) {
                reserve(at - from);
                System.arraycopy(text, from, buffer, size, at - from);
                size += at - from;
                afterSpace = false;
            }
            return at;
        }

        private void removeEnd() {
            int least = space.length;
            int newSize = size;
            while (newSize >= least && Arrays.equals(buffer, newSize - least, newSize, space, 0, least)) {
                newSize -= least;
            }
            if (newSize == size) {
                return;
            }
            while (changesEnd > 0 && changes[changesEnd - 4] >= newSize && changes[changesEnd - 3] > newSize) {
                changesEnd -= 4;
            }
            if (changesEnd > 0 && changes[changesEnd - 3] > newSize) {
                changes[changesEnd - 3] = newSize;
            }
            size = newSize;
        }

        /** Turns the end of the buffer into a place in the text, counted from its start. */
        private int contentEndInText() {
            return changesEnd == 0 ? size : changes[changesEnd - 1] - start + size - changes[changesEnd - 3];
        }

        private void put(int from, int to) {
            int before = size;
            reserve(space.length);
            appendSpace();
            change(before, from, to);
        }

        private void appendSpace() {
            if (!spaces.escapes()) {
                buffer[size++] = ' ';
            } else {
                buffer[size] = SPACE_SYMBOL[0];
                buffer[size + 1] = SPACE_SYMBOL[1];
                buffer[size + 2] = SPACE_SYMBOL[2];
                size += SPACE_SYMBOL.length;
            }
        }

        /** Notes that what stands in the buffer from a place on was made of a piece of the text. */
        private void change(int before, int from, int to) {
            if (changesEnd == changes.length) {
                changes = Arrays.copyOf(changes, 2 * changesEnd);
            }
            changes[changesEnd++] = before;
            changes[changesEnd++] = size;
            changes[changesEnd++] = from;
            changes[changesEnd++] = to;
        }

        private void reserve(int more) {
            if (buffer.length - size < more) {
                long capacity = Math.max((long) size + more, size + (size >> 1));
                buffer = Arrays.copyOf(buffer, (int) Math.min(Integer.MAX_VALUE - 64L, capacity));
            }
        }

        /** {@return a text with the changes of the last call} */
        NormalizedText edit(NormalizedText original) {
            if (changesEnd == 0) {
                return original;
            }
            NormalizedText.Editor editor = original.edit();
            for (int at = 0; at < changesEnd; at += 4) {
                editor.keep(changes[at + 2] - start);
                editor.replace(changes[at + 3] - start, Arrays.copyOfRange(buffer, changes[at], changes[at + 1]));
            }
            return editor.finish();
        }
    }
}
