package org.tokenwright.tokenizers;

/**
 * A piece of a text that has so many tokens when it is encoded by itself. It begins and ends between code points, never
 * inside a surrogate pair, but perhaps between a letter and its accent, or inside an emoji of several code points.
 *
 * @param start index of its first char (UTF-16) in the text
 * @param end index behind its last char
 * @param byteStart index of its first byte in the text in UTF-8
 * @param byteEnd index behind its last byte
 * @param tokens the number of its tokens
 */
public record TextChunk(int start, int end, int byteStart, int byteEnd, int tokens) {
    /**
     * {@return the text of the chunk}
     *
     * @param text the text that it was cut from
     * @throws IndexOutOfBoundsException if {@code text} is shorter than that
     */
    public String of(CharSequence text) {
        return text.subSequence(start, end).toString();
    }
}
