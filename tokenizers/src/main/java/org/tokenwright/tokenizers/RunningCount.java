package org.tokenwright.tokenizers;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;

/**
 * The number of tokens of a text that is appended to and truncated, exact after every step. For one thread; made by
 * {@link TokenCounter#newRunningCount}.
 *
 * <pre>{@code
 * RunningCount count = counter.newRunningCount();
 * for (Message message : conversation) {
 *     int before = count.length();
 *     if (count.append(message.text()) > budget) {
 *         count.truncate(before);
 *         break;
 *     }
 * }
 * }</pre>
 *
 * <p>A step costs as much as encoding what is appended and what stands behind the last known cut ({@link Encoder#lastCut}):
 * in text of words less than a kilobyte; where no cuts are known, the whole text. It holds the text in UTF-8 and about 16
 * bytes for each 256 of it.
 */
public final class RunningCount {
    /*
     * The text is settled up to the last cut. Cuts are looked for at every WINDOW bytes, so that there is one near every place
     * to which the text may be truncated. A cut counts as long as the bytes stay that were there when it was found; `seen` is
     * where they end.
     */
    private static final int WINDOW = 256;

    private final Encoder encoder;
    private byte[] text = new byte[2 * WINDOW];
    private int size;
    private int length;
    private int tokens;

    /** The cuts: where they are in bytes, and how many chars and tokens are before them. */
    private final IntArrayList places = new IntArrayList();

    private final IntArrayList chars = new IntArrayList();
    private final IntArrayList counts = new IntArrayList();
    private final IntArrayList seen = new IntArrayList();

    RunningCount(Encoder encoder) {
        this.encoder = encoder;
        clear();
    }

    /**
     * {@return the number of tokens of the text}
     */
    public int count() {
        return tokens;
    }

    /**
     * {@return the number of chars (UTF-16) of the text}
     */
    public int length() {
        return length;
    }

    /**
     * Appends to the text.
     *
     * @param more what is appended, whole characters
     * @return the number of tokens of the whole text
     * @throws IllegalArgumentException if {@code more} holds an unpaired surrogate, the text would have more than 1,073,741,824
     *     bytes in UTF-8, or as {@link Encoder#encode(byte[], int, int)} does for the text; then it stays as it was
     */
    public int append(CharSequence more) {
        byte[] utf8 = Utf8Chars.encode(more);
        int before = size;
        int cuts = places.size();
        if (utf8.length > TextParts.MAX_PART - size) {
            throw new IllegalArgumentException("the text would have " + ((long) size + utf8.length)
                    + " bytes, expected at most " + TextParts.MAX_PART);
        }
        if (utf8.length > text.length - size) {
            text = Arrays.copyOf(text, Math.max(size + utf8.length, text.length + (text.length >> 1)));
        }
        System.arraycopy(utf8, 0, text, size, utf8.length);
        size += utf8.length;
        try {
            settle();
        } catch (IllegalArgumentException e) {
            size = before;
            forget(cuts);
            throw e;
        }
        length += more.length();
        return tokens;
    }

    /**
     * Truncates the text.
     *
     * @param length how many chars (UTF-16) stay, 0 to {@link #length()}
     * @return the number of tokens of what stays
     * @throws IndexOutOfBoundsException if there are not so many
     * @throws IllegalArgumentException if that is inside a surrogate pair
     */
    public int truncate(int length) {
        if (length < 0 || length > this.length) {
            throw new IndexOutOfBoundsException("length is " + length + ", expected 0 to " + this.length);
        }
        int cut = places.size() - 1;
        while (chars.getInt(cut) > length) {
            cut--;
        }
        int at = places.getInt(cut);
        int passed = chars.getInt(cut);
        while (passed < length) {
            int first = text[at] & 0xFF;
            int bytes = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
            passed += bytes == 4 ? 2 : 1;
            at += bytes;
        }
        if (passed > length) {
            throw new IllegalArgumentException("length " + length + " is inside a surrogate pair");
        }
        size = at;
        this.length = length;
        while (seen.getInt(cut) > size) {
            cut--;
        }
        forget(cut + 1);
        settle();
        return tokens;
    }

    /** Empties the text. */
    public void clear() {
        size = 0;
        length = 0;
        tokens = 0;
        forget(0);
        addCut(0, 0, 0, 0);
    }

    private void forget(int cuts) {
        places.size(cuts);
        chars.size(cuts);
        counts.size(cuts);
        seen.size(cuts);
    }

    private void addCut(int place, int charsBefore, int tokensBefore, int seenBytes) {
        places.add(place);
        chars.add(charsBefore);
        counts.add(tokensBefore);
        seen.add(seenBytes);
    }

    private void settle() {
        int last = places.size() - 1;
        int from = places.getInt(last);
        int before = counts.getInt(last);
        int charsBefore = chars.getInt(last);
        for (long end = (long) from + WINDOW; end <= size; ) {
            int cut = encoder.lastCut(text, from, (int) end);
            if (cut == from) {
                end += end - from;
                continue;
            }
            before += encoder.encode(text, from, cut);
            charsBefore += Utf8Chars.utf16Length(text, from, cut);
            addCut(cut, charsBefore, before, (int) end);
            from = cut;
            end = (long) from + WINDOW;
        }
        tokens = before + encoder.encode(text, from, size);
    }
}
