package org.tokenwright.text;

import java.util.zip.CRC32C;

/**
 * A share of the documents, drawn by their content: whether a document is in it does not depend on where it comes from, in
 * what order, or on any other document, so that shares which do not overlap have no text in common.
 */
final class Sample {
    /*
     * Seed, checksum and length of the document are mixed to 64 bits by the finalizer of MurmurHash3, and the upper 53 are
     * a number in [0, 1).
     */
    private final double from;
    private final double to;
    private final long seed;
    private final CRC32C checksum = new CRC32C();

    /**
     * Creates a sample.
     *
     * @param from start of the share, from 0, inclusive
     * @param to end of the share, to 1, exclusive
     * @param seed other seeds draw other documents
     */
    Sample(double from, double to, long seed) {
        this.from = from;
        this.to = to;
        this.seed = seed;
    }

    boolean has(Document document) {
        if (from <= 0 && to >= 1) {
            return true;
        }
        checksum.reset();
        checksum.update(document.bytes, document.start, document.length());
        long hash = mix(mix(seed) + checksum.getValue() + ((long) document.length() << Integer.SIZE));
        double place = (hash >>> 11) * 0x1.0p-53;
        return place >= from && place < to;
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return z ^ (z >>> 33);
    }
}
