package org.tokenwright.tokenizers.segment;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import org.tokenwright.text.CodePoints;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.Encoding;
import org.tokenwright.tokenizers.OffsetUnit;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;

/**
 * Documents as words, and words as units, without padding: three arrays, as in compressed sparse rows. Immutable.
 *
 * <pre>
 * units            [units]          bytes 0 to 255, code points, or ids
 * word offsets     [words + 1]      where each word begins in the units, and the number of units
 * document offsets [documents + 1]  where each document begins in the words, and the number of words
 * </pre>
 *
 * <pre>{@code
 * RaggedBatch.Builder builder = RaggedBatch.ofBytes(Segmenters.of("hat"));
 * for (byte[] document : documents) {
 *     builder.add(document, 0, document.length);
 * }
 * PaddedBatch padded = builder.build().padded(16, 0, Overflow.SPLIT);
 * }</pre>
 */
public final class RaggedBatch {
    /** The most units, and the most ids of a padded view: {@value}. */
    public static final int MAX_UNITS = Integer.MAX_VALUE - 8;

    private final int[] units;
    private final int[] wordOffsets;
    private final int[] documentOffsets;

    /** The units that begin inside of a character. */
    private final BitSet inside;

    private RaggedBatch(int[] units, int[] wordOffsets, int[] documentOffsets, BitSet inside) {
        this.units = units;
        this.wordOffsets = wordOffsets;
        this.documentOffsets = documentOffsets;
        this.inside = inside;
    }

    /**
     * {@return a builder whose units are bytes}
     *
     * @param words cuts documents into words
     */
    public static Builder ofBytes(Segmenter words) {
        return new Builder(words, Builder::addBytes);
    }

    /**
     * {@return a builder whose units are code points} It refuses documents that are not UTF-8, and words that begin or end inside
     * of a character.
     *
     * @param words cuts documents into words
     */
    public static Builder ofCodePoints(Segmenter words) {
        return new Builder(words, Builder::addCodePoints);
    }

    /**
     * {@return a builder whose units are tokens, each word being encoded by itself} It refuses words that the tokenizer refuses.
     * Words without a token stay, with no unit.
     *
     * @param words cuts documents into words
     * @param tokenizer gives the tokens
     * @param policy what it does with special tokens in a word
     * @throws IllegalArgumentException if {@code policy} names a special token that the tokenizer does not have
     */
    public static Builder ofTokens(Segmenter words, Tokenizer tokenizer, SpecialTokenPolicy policy) {
        Encoder encoder = tokenizer.newEncoder(policy);
        return new Builder(words, (builder, utf8, start, end) -> builder.addTokens(encoder, utf8, start, end));
    }

    /**
     * {@return the number of documents}
     */
    public int documents() {
        return documentOffsets.length - 1;
    }

    /**
     * {@return the number of words}
     */
    public int words() {
        return wordOffsets.length - 1;
    }

    /**
     * {@return the number of units of a word}
     *
     * @param word 0 to {@link #words()} exclusive
     */
    public int length(int word) {
        return wordOffsets[word + 1] - wordOffsets[word];
    }

    /**
     * {@return a unit of a word}
     *
     * @param word 0 to {@link #words()} exclusive
     * @param index 0 to {@link #length} exclusive
     * @throws IndexOutOfBoundsException if one is outside its range
     */
    public int unit(int word, int index) {
        return units[wordOffsets[word] + Objects.checkIndex(index, length(word))];
    }

    /**
     * {@return a copy of the units, [units]}
     */
    public int[] units() {
        return units.clone();
    }

    /**
     * {@return a copy of the word offsets, [words + 1]}
     */
    public int[] wordOffsets() {
        return wordOffsets.clone();
    }

    /**
     * {@return a copy of the document offsets, [documents + 1]}
     */
    public int[] documentOffsets() {
        return documentOffsets.clone();
    }

    /**
     * Makes rows of the same length. A word that is cut is cut from the left, each time at the last unit within the row that
     * begins a character, or at the end of the row if there is none.
     *
     * @param width the number of ids in each row, 1 or more
     * @param padId what rows are filled up with
     * @param overflow what becomes of longer words
     * @return the rows, one for each word, in the case of {@link Overflow#SPLIT} one or more
     * @throws IllegalArgumentException if {@code width} is less than 1, if a word is longer and {@code overflow} is
     *     {@link Overflow#ERROR}, or if the rows have more than {@value #MAX_UNITS} ids
     */
    public PaddedBatch padded(int width, int padId, Overflow overflow) {
        Segmenters.positive("width", width);
        IntArrayList starts = new IntArrayList();
        IntArrayList rowWords = new IntArrayList();
        IntArrayList lengths = new IntArrayList();
        for (int word = 0; word < words(); word++) {
            int start = wordOffsets[word];
            int end = wordOffsets[word + 1];
            if (overflow == Overflow.ERROR && end - start > width) {
                throw new IllegalArgumentException(
                        "word " + word + " has " + (end - start) + " units, expected at most " + width);
            }
            do {
                int cut = end - start > width ? lastCut(start, start + width) : end;
                starts.add(start);
                rowWords.add(word);
                lengths.add(cut - start);
                start = overflow == Overflow.SPLIT ? cut : end;
            } while (start < end);
        }
        long size = (long) starts.size() * width;
        if (size > MAX_UNITS) {
            throw new IllegalArgumentException(
                    starts.size() + " rows of " + width + " have " + size + " ids, expected at most " + MAX_UNITS);
        }
        int[] ids = new int[(int) size];
        for (int row = 0; row < starts.size(); row++) {
            int length = lengths.getInt(row);
            System.arraycopy(units, starts.getInt(row), ids, row * width, length);
            Arrays.fill(ids, row * width + length, (row + 1) * width, padId);
        }
        return new PaddedBatch(width, ids, lengths.toIntArray(), rowWords.toIntArray());
    }

    private int lastCut(int start, int end) {
        for (int cut = end; cut > start; cut--) {
            if (!inside.get(cut)) {
                return cut;
            }
        }
        return end;
    }

    /** Adds documents, one after the other. For one thread. */
    public static final class Builder {
        private final Segmenter words;
        private final WordUnits wordUnits;
        private final IntArrayList units = new IntArrayList();
        private final IntArrayList wordOffsets = IntArrayList.of(0);
        private final IntArrayList documentOffsets = IntArrayList.of(0);
        private final BitSet inside = new BitSet();

        /** Adds the units of a word. */
        @FunctionalInterface
        private interface WordUnits {
            void add(Builder builder, byte[] utf8, int start, int end);
        }

        private Builder(Segmenter words, WordUnits wordUnits) {
            this.words = words;
            this.wordUnits = wordUnits;
        }

        /**
         * Adds a document.
         *
         * @param utf8 the array that holds it
         * @param start index of its first byte
         * @param end index behind its last byte
         * @return this
         * @throws IllegalArgumentException if the rule for words or the unit refuses the document, of which then nothing is added;
         *     or if there are more than {@value #MAX_UNITS} units or words
         * @throws IndexOutOfBoundsException if the range is not inside {@code utf8}
         */
        public Builder add(byte[] utf8, int start, int end) {
            int unitsBefore = units.size();
            int wordsBefore = wordOffsets.size();
            try {
                int[] ends = words.ends(utf8, start, end);
                int from = start;
                for (int wordEnd : ends) {
                    wordUnits.add(this, utf8, from, start + wordEnd);
                    wordOffsets.add(units.size());
                    from = start + wordEnd;
                }
            } catch (IllegalArgumentException e) {
                units.size(unitsBefore);
                wordOffsets.size(wordsBefore);
                inside.clear(unitsBefore, Math.max(inside.length(), unitsBefore));
                throw e;
            }
            documentOffsets.add(wordOffsets.size() - 1);
            return this;
        }

        /**
         * {@return the documents added so far}
         */
        public RaggedBatch build() {
            return new RaggedBatch(units.toIntArray(), wordOffsets.toIntArray(), documentOffsets.toIntArray(), (BitSet)
                    inside.clone());
        }

        private void add(int unit, boolean isInside) {
            int place = units.size();
            if (place == MAX_UNITS) {
                throw new IllegalArgumentException("there are more than " + MAX_UNITS + " units");
            }
            units.add(unit);
            if (isInside) {
                inside.set(place);
            }
        }

        private void addBytes(byte[] utf8, int start, int end) {
            for (int i = start; i < end; i++) {
                add(utf8[i] & 0xFF, utf8[i] < (byte) 0xC0);
            }
        }

        private void addCodePoints(byte[] utf8, int start, int end) {
            for (int i = start; i < end; ) {
                int codePoint = CodePoints.at(utf8, i, end);
                if (codePoint < 0) {
                    throw new IllegalArgumentException("byte 0x" + Integer.toHexString(utf8[i] & 0xFF) + " at index "
                            + i + " begins no character of UTF-8 that ends with the word");
                }
                add(codePoint, false);
                i += CodePoints.utf8Length(codePoint);
            }
        }

        private void addTokens(Encoder encoder, byte[] utf8, int start, int end) {
            int count = encoder.encode(utf8, start, end);
            int[] ids = encoder.ids();
            int first = units.size();
            for (int i = 0; i < count; i++) {
                add(ids[i], false);
            }
            if (count > 1) {
                Encoding encoding = encoder.encoding(OffsetUnit.BYTES);
                for (int i = 1; i < count; i++) {
                    int at = start + encoding.start(i);
                    boolean isInside = at < end && utf8[at] < (byte) 0xC0;
                    inside.set(first + i, isInside || encoding.start(i) < encoding.end(i - 1));
                }
            }
        }
    }
}
