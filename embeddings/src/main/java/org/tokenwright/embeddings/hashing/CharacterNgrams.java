package org.tokenwright.embeddings.hashing;

/**
 * The n-grams of a word as fastText takes them: from each byte that continues no character, 1 to {@code longest} characters, of
 * which those of {@code shortest} and more are told; in the order of their beginning, then of their length. A single character at
 * the beginning or the end of the word, where the brackets are, is none. Bytes that are not UTF-8 follow the same rule.
 *
 * @param shortest the fewest characters
 * @param longest the most characters, 0 for no n-gram
 */
record CharacterNgrams(int shortest, int longest) {
    static final int MAX_CHARACTERS = 100;

    CharacterNgrams {
        check(shortest, longest);
    }

    static void check(int shortest, int longest) {
        if (shortest < 0 || longest < 0 || longest > MAX_CHARACTERS) {
            throw new IllegalArgumentException("n-grams of " + shortest + " to " + longest
                    + " characters, expected numbers of 0 or more and the longest of at most " + MAX_CHARACTERS);
        }
    }

    /** Takes the place of an n-gram. */
    @FunctionalInterface
    interface Sink {
        void accept(int start, int end);
    }

    void forEach(byte[] word, Sink sink) {
        for (int start = 0; start < word.length; start++) {
            if (isContinuation(word[start])) {
                continue;
            }
            int end = start;
            for (int length = 1; length <= longest && end < word.length; length++) {
                end++;
                while (end < word.length && isContinuation(word[end])) {
                    end++;
                }
                boolean isBracket = length == 1 && (start == 0 || end == word.length);
                if (length >= shortest && !isBracket) {
                    sink.accept(start, end);
                }
            }
        }
    }

    private static boolean isContinuation(byte value) {
        return value < (byte) 0xC0;
    }
}
