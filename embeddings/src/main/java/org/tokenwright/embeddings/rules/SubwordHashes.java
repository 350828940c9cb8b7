package org.tokenwright.embeddings.rules;

/**
 * The hash of words and n-grams: 32-bit FNV-1a, but for bytes from 0x80, which enter with their sign extended. And the n-grams
 * of characters of a word, each hashed.
 */
public final class SubwordHashes {
    private static final int BASIS = 0x811C9DC5;
    private static final int PRIME = 16777619;

    private SubwordHashes() {}

    /** What is told of each n-gram. */
    @FunctionalInterface
    public interface Sink {
        /**
         * Takes an n-gram of the word between brackets.
         *
         * @param hash the hash of its bytes
         * @param from index of its first byte, where 0 is the opening bracket
         * @param to index behind its last byte
         */
        void accept(int hash, int from, int to);
    }

    /**
     * {@return the hash of a range of bytes}
     *
     * @param bytes what holds them
     * @param from index of the first
     * @param to index behind the last
     */
    public static int hash(byte[] bytes, int from, int to) {
        int hash = BASIS;
        for (int i = from; i < to; i++) {
            hash = next(hash, bytes[i]);
        }
        return hash;
    }

    private static int next(int hash, byte b) {
        return (hash ^ b) * PRIME;
    }

    /**
     * Enumerates the n-grams of characters of {@code <word>}, by their start and then by their length. A character is a byte
     * and the UTF-8 continuation bytes behind it; single brackets are left out.
     *
     * @param bytes what holds the word
     * @param wordStart index of its first byte
     * @param wordEnd index behind its last byte
     * @param minimum shortest n-gram, in characters
     * @param maximum longest n-gram
     * @param sink where they go
     */
    public static void ngrams(byte[] bytes, int wordStart, int wordEnd, int minimum, int maximum, Sink sink) {
        int length = wordEnd - wordStart + 2;
        int shift = wordStart - 1;
        for (int from = 0; from < length; from++) {
            if (from > 0 && from < length - 1 && isContinuation(bytes[shift + from])) {
                continue;
            }
            int hash = BASIS;
            int to = from;
            for (int n = 1; n <= maximum && to < length; n++) {
                do {
                    hash = next(hash, to == 0 ? (byte) '<' : to == length - 1 ? (byte) '>' : bytes[shift + to]);
                    to++;
                } while (to < length - 1 && isContinuation(bytes[shift + to]));
                if (n >= minimum && !(n == 1 && (from == 0 || to == length))) {
                    sink.accept(hash, from, to);
                }
            }
        }
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }
}
