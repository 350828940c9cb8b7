package org.tokenwright.tokenizers.segment;

/** Finds where a piece that is too long can be cut without cutting a character. */
final class CharacterCuts {
    private CharacterCuts() {}

    /**
     * {@return the last place behind {@code start} and up to {@code end} that is inside of no character; {@code end} if there is
     * none}
     *
     * @param utf8 the text, which goes on at {@code end}
     * @param start where the piece begins
     * @param end where it is too long
     */
    static int last(byte[] utf8, int start, int end) {
        for (int i = end; i > start; i--) {
            if (utf8[i] >= (byte) 0xC0) {
                return i;
            }
        }
        return end;
    }
}
