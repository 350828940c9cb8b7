package org.tokenwright.tokenizers.pipeline;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;

/** What the pieces of a SentencePiece model are decoded to. Immutable, safe for any number of threads. */
final class PieceTexts {
    private static final byte[] NOTHING = {};

    private final byte[][] texts;
    private final BitSet bytes = new BitSet();
    private final BitSet spaced = new BitSet();

    PieceTexts(PieceTable pieces, String unknownSurface) {
        texts = new byte[pieces.size()][];
        for (int id = 0; id < texts.length; id++) {
            texts[id] = switch (pieces.type(id)) {
                case CONTROL -> NOTHING;
                case UNKNOWN -> unknownSurface.getBytes(StandardCharsets.UTF_8);
                case NORMAL, USER_DEFINED, UNUSED -> text(pieces.vocabulary().bytes(id), id);
                case BYTE -> NOTHING;
            };
        }
        int[] byteIds = pieces.byteIds();
        for (int value = 0; byteIds != null && value < byteIds.length; value++) {
            texts[byteIds[value]] = new byte[] {(byte) value};
            bytes.set(byteIds[value]);
        }
    }

    /** Turns U+2581 into spaces. */
    private byte[] text(byte[] piece, int id) {
        spaced.set(id, WordCuts.isSpace(piece, 0, piece.length));
        int length = 0;
        for (int at = 0; at < piece.length; at++) {
            if (WordCuts.isSpace(piece, at, piece.length)) {
                piece[length++] = ' ';
                at += WordCuts.SPACE_LENGTH - 1;
            } else {
                piece[length++] = piece[at];
            }
        }
        return Arrays.copyOf(piece, length);
    }

    /** {@return what decodes the pieces of a text one by one} */
    Cursor newCursor(SentencePieceNormalizer.Spaces spaces) {
        return new Cursor(spaces);
    }

    /** Goes over the pieces of a text. For one thread. */
    final class Cursor {
        private final SentencePieceNormalizer.Spaces spaces;
        private boolean atStart;
        private boolean spaceSeen;
        private boolean textSeen;

        private Cursor(SentencePieceNormalizer.Spaces spaces) {
            this.spaces = spaces;
            reset();
        }

        void reset() {
            atStart = spaces.prefixes() || spaces.removesExtra();
            spaceSeen = false;
            textSeen = false;
        }

        /**
         * {@return what a piece is decoded to, its first space included; not to be changed}
         *
         * @throws IllegalArgumentException if no piece has the id
         */
        byte[] text(int id) {
            if (id < 0 || id >= texts.length) {
                throw new IllegalArgumentException("no token has the id " + id);
            }
            return texts[id];
        }

        /** {@return whether a piece is a byte} */
        boolean isByte(int id) {
            return bytes.get(id);
        }

        /**
         * Goes over a piece.
         *
         * @return how many bytes of its text are left out in front: 1 if its space is that which was put before the text
         */
        int pass(int id) {
            byte[] text = texts[id];
            if (bytes.get(id)) {
                textSeen = true;
                return 0;
            }
            atStart &= !spaceSeen && !textSeen;
            int left = atStart && spaced.get(id) ? 1 : 0;
            spaceSeen = left > 0 && !spaces.removesExtra();
            textSeen |= text.length > left;
            return left;
        }

        byte[] join(int... ids) {
            ByteArrayOutputStream joined = new ByteArrayOutputStream(5 * Math.min(ids.length, 1 << 24));
            for (int id : ids) {
                byte[] text = text(id);
                int left = pass(id);
                joined.write(text, left, text.length - left);
            }
            return joined.toByteArray();
        }
    }
}
