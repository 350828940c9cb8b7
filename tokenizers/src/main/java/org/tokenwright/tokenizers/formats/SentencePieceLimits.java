package org.tokenwright.tokenizers.formats;

import org.tokenwright.vocab.Vocabulary;

/**
 * Limits of reading SentencePiece models, immutable: what exceeds them is malformed.
 *
 * @param fileBytes the largest file
 * @param pieces the most pieces
 * @param pieceBytes the longest piece
 */
record SentencePieceLimits(int fileBytes, int pieces, int pieceBytes) {
    /** The defaults: files of 256 MiB, 2^24 pieces of 7,999 bytes. */
    static final SentencePieceLimits DEFAULT =
            new SentencePieceLimits(256 << 20, Vocabulary.MAX_ID_BOUND, SentencePieceFormat.MAX_PIECE_BYTES);
}
