package org.tokenwright.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.tokenwright.text.Document;

/**
 * A fair sample of a text that fits into memory: the beginnings of documents, each of which has the same chance to be in it.
 * For one thread.
 */
final class TextSample {
    private static final int MOST_BYTES = 8 << 20;
    private static final int MOST_BYTES_OF_A_DOCUMENT = 64 << 10;

    private final SplittableRandom random;
    private final PriorityQueue<Piece> pieces = new PriorityQueue<>(
            Comparator.comparingLong((Piece piece) -> piece.lot).reversed());
    private long bytes;
    private int drawn;

    /** A beginning of a document and the number it drew; the lowest are kept. */
    private static final class Piece {
        private final long lot;
        private final int order;
        private final byte[] bytes;

        Piece(long lot, int order, byte[] bytes) {
            this.lot = lot;
            this.order = order;
            this.bytes = bytes;
        }
    }

    TextSample(long seed) {
        random = new SplittableRandom(seed);
    }

    void offer(Document document) {
        long lot = random.nextLong();
        if (document.length() == 0 || (bytes >= MOST_BYTES && pieces.element().lot <= lot)) {
            return;
        }
        byte[] beginning = Arrays.copyOfRange(document.bytes(), document.start(), end(document));
        pieces.add(new Piece(lot, drawn++, beginning));
        bytes += beginning.length;
        while (bytes - pieces.element().bytes.length >= MOST_BYTES) {
            bytes -= pieces.remove().bytes.length;
        }
    }

    /** Where the beginning ends: not inside a character. */
    private static int end(Document document) {
        int end = Math.min(document.end(), document.start() + MOST_BYTES_OF_A_DOCUMENT);
        while (end < document.end() && (document.bytes()[end] & 0xc0) == 0x80) {
            end--;
        }
        return end;
    }

    /** {@return the beginnings, in the order of their documents} */
    List<byte[]> pieces() {
        List<Piece> inOrder = new ArrayList<>(pieces);
        inOrder.sort(Comparator.comparingInt(piece -> piece.order));
        return inOrder.stream().map(piece -> piece.bytes).toList();
    }
}
