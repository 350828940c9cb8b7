package org.tokenwright.tokenizers.segment;

/**
 * Cuts one text after the other, each given in pieces. The segments are those of the whole text, wherever the pieces are cut,
 * inside of characters too. For one thread.
 *
 * <pre>{@code
 * SegmentStream stream = segmenter.newStream();
 * for (int count; (count = in.read(buffer)) >= 0; ) {
 *     stream.add(buffer, 0, count, sink);
 * }
 * stream.finish(sink);
 * }</pre>
 */
public interface SegmentStream {
    /**
     * Takes the next bytes of the text, and gives the ends of segments that are certain with them.
     *
     * @param utf8 the array that holds them; not kept
     * @param start index of the first byte
     * @param end index behind the last byte
     * @param sink takes the ends
     * @throws IndexOutOfBoundsException if the range is not inside {@code utf8}
     * @throws IllegalArgumentException if the rule cannot cut the text; then the stream is of no more use
     */
    void add(byte[] utf8, int start, int end, BoundarySink sink);

    /**
     * Ends the text, and gives the ends of segments that are left: the last is the number of bytes of the text, if it has any.
     * What is added then begins another text.
     *
     * @param sink takes the ends
     * @throws IllegalArgumentException as {@link #add} does
     */
    void finish(BoundarySink sink);
}
