package org.tokenwright.boundary;

/**
 * Walks over one text and says where its sentences end, as soon as that is certain: what an engine implements. Everything
 * else, offsets in bytes, spans, cursors and iterators, is made from it. For one thread; a {@link SentenceDetector} makes a
 * scanner for each text or reuses one through {@link #start}.
 *
 * <p>The text lies in an array of chars that grows at its end and whose beginning may be thrown away:
 *
 * <ol>
 *   <li>{@link #start} says where in the array a new text begins;
 *   <li>{@link #scan} is called whenever there is more text, the last time with {@code complete};
 *   <li>between two calls of {@code scan}, {@link #shift} may say that the chars have moved towards the beginning.
 * </ol>
 *
 * What is found must not depend on how often {@code scan} is called and how much text is new each time, and a call must cost
 * no more than what is new, so that a text that comes char by char takes linear time. A surrogate pair may come in two calls.
 */
public interface BoundaryScanner {
    /**
     * Begins a new text and forgets the one before.
     *
     * @param index index of its first char in the array that {@link #scan} will be given
     */
    void start(int index);

    /**
     * Goes on over the text. Reports ends in ascending order, each once and none at the beginning of the text. The end of the
     * text ends a sentence whether it is reported or not; an engine reports it to say how sure it is of the sentence before.
     * White space around an end decides nothing: sentences are trimmed, and empty ones dropped, by who reads them.
     *
     * @param text holds the text: what earlier calls have seen, from the index that the last one returned, and what is new
     * @param end index behind the last char that is known
     * @param complete whether the text ends there; no further call follows but {@link #start}
     * @param sink takes the ends of sentences that are certain now
     * @return index of the first char that later calls will look at, at most {@code end}: chars before it may be thrown away.
     *     It must stay within a bounded distance of {@code end}, whatever the text, and no end before it is reported later
     */
    int scan(char[] text, int end, boolean complete, BoundarySink sink);

    /**
     * Tells that all chars of the array have moved towards its beginning, so that indices are smaller from now on.
     *
     * @param distance by how much; not more than what {@link #scan} last returned
     */
    void shift(int distance);
}
