package org.tokenwright.tokenizers.pipeline;

/** Encodes pieces of text. For one thread. */
public interface PieceEncoder {
    /**
     * Encodes a piece, in time at most n log n in its length.
     *
     * @param utf8 the array that holds the piece, which is well-formed UTF-8
     * @param start index of its first byte
     * @param end index behind its last byte
     * @param out receives the ids, each with the index in {@code utf8} behind the last byte that it stands for; where several
     *     ids stand for the bytes of one unknown character, each ends behind its byte
     */
    void encode(byte[] utf8, int start, int end, IdBuffer out);
}
