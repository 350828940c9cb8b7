package org.tokenwright.tokenizers.segment;

/** A rule over the characters of a text. For one thread. */
interface CharacterRule {
    /**
     * Takes the next characters.
     *
     * @param utf8 the array that holds them
     * @param start index of the first byte, which begins a character or is ill-formed
     * @param end index behind the last byte, behind which another character begins
     * @param base what an index into {@code utf8} is to be added to, to be a place in the text
     * @param ends takes the ends of segments
     * @param sink where {@code ends} hands them on to
     */
    void add(byte[] utf8, int start, int end, long base, EndBuffer ends, BoundarySink sink);

    /**
     * Ends the text, the end of which is no concern of the rule, and begins another.
     *
     * @param ends takes the ends of segments that were not certain
     * @param sink where {@code ends} hands them on to
     */
    void finish(EndBuffer ends, BoundarySink sink);
}
