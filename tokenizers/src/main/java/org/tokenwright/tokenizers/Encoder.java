package org.tokenwright.tokenizers;

import java.util.Objects;

/**
 * Encodes texts one after the other, with buffers and a cache of its own. For one thread.
 *
 * <pre>{@code
 * Encoder encoder = tokenizer.newEncoder(SpecialTokenPolicy.RAISE);
 * int count = encoder.encode(utf8, 0, utf8.length);
 * int[] ids = encoder.ids(); // the first count of them, until the next call
 * }</pre>
 */
public interface Encoder {
    /**
     * Encodes a text.
     *
     * @param utf8 the array that holds the text
     * @param start index of its first byte
     * @param end index behind its last byte
     * @return number of ids, to be found in {@link #ids()}
     * @throws IllegalArgumentException if the text holds a special token that the policy refuses, or a byte that no
     *     token covers (bytes that are not UTF-8 included, if the alphabet is that of UTF-8)
     * @throws IndexOutOfBoundsException if the range is not inside {@code utf8}
     */
    int encode(byte[] utf8, int start, int end);

    /**
     * Encodes a text.
     *
     * @param text the text
     * @return number of ids, to be found in {@link #ids()}
     * @throws IllegalArgumentException if the text holds an unpaired surrogate, or as {@link #encode(byte[], int, int)} does
     */
    int encode(CharSequence text);

    /**
     * Encodes a text into an array of the caller's.
     *
     * @param text the text
     * @param target receives the ids
     * @param offset index of the first id in {@code target}
     * @return number of ids
     * @throws IllegalArgumentException if there is no room for the ids, of which then none is written; or as
     *     {@link #encode(CharSequence)} does
     * @throws IndexOutOfBoundsException if {@code offset} is not inside {@code target} or at its end
     */
    default int encode(CharSequence text, int[] target, int offset) {
        Objects.checkFromToIndex(offset, target.length, target.length);
        return copy(encode(text), target, offset);
    }

    /**
     * Encodes a text into an array of the caller's.
     *
     * @param utf8 the array that holds the text
     * @param start index of its first byte
     * @param end index behind its last byte
     * @param target receives the ids
     * @param offset index of the first id in {@code target}
     * @return number of ids
     * @throws IllegalArgumentException if there is no room for the ids, of which then none is written; or as
     *     {@link #encode(byte[], int, int)} does
     * @throws IndexOutOfBoundsException if the range is not inside {@code utf8}, or {@code offset} not inside {@code target} or
     *     at its end
     */
    default int encode(byte[] utf8, int start, int end, int[] target, int offset) {
        Objects.checkFromToIndex(offset, target.length, target.length);
        return copy(encode(utf8, start, end), target, offset);
    }

    private int copy(int count, int[] target, int offset) {
        if (count > target.length - offset) {
            throw new IllegalArgumentException("the text has " + count + " ids, the array has room for "
                    + (target.length - offset) + " from index " + offset + " on");
        }
        System.arraycopy(ids(), 0, target, offset, count);
        return count;
    }

    /**
     * Finds a place where a text can be cut in two parts whose ids, one after the other, are the ids of the whole. The text may
     * go on behind {@code end} in any way. So a long text, of which {@code end} is where the bytes end that have been read, can
     * be encoded in parts. Only some places are known: in most tokenizers spaces between words, behind punctuation where
     * superwords join words, and ends of lines; in some none. Takes time in proportion to the bytes behind the place.
     *
     * @param utf8 the array that holds the text
     * @param start index of its first byte
     * @param end index behind the last byte that is there
     * @return the last such place that is known, between {@code start} and {@code end} exclusive; {@code start} if none is
     * @throws IndexOutOfBoundsException if the range is not inside {@code utf8}
     */
    int lastCut(byte[] utf8, int start, int end);

    /**
     * {@return the buffer that holds the ids of the last text; reused by the next call}
     */
    int[] ids();

    /**
     * Returns the ids of the last text with the place of each.
     *
     * @param unit what the offsets count
     * @return a copy of the ids, and offsets from the start of the text
     * @throws IllegalStateException if nothing has been encoded yet
     */
    Encoding encoding(OffsetUnit unit);
}
