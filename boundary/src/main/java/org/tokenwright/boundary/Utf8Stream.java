package org.tokenwright.boundary;

import org.tokenwright.text.CodePoints;

/** Leads a scanner over a text in UTF-8. For one thread. */
final class Utf8Stream {
    /*
     * A byte b that is not part of well-formed UTF-8 becomes the lone low surrogate U+DC00 + b, which well-formed text never
     * holds: so every char tells how many bytes it was. Offsets ascend, therefore one walk over the chars turns all of them
     * into bytes; it is led on before chars leave the window. As long as all was ASCII there is nothing to walk.
     */
    private static final int STEP = 1 << 14;
    private static final char ILL_FORMED = '\uDC00';

    private final SentenceCollector sentences = new SentenceCollector();
    private final BoundaryStream stream;

    /** How far chars have been counted, in units and in bytes, and whether that is between the two chars of a pair. */
    private long units;

    private long bytes;
    private boolean inPair;
    private boolean ascii = true;

    Utf8Stream(BoundaryScanner scanner, int expectedLength) {
        stream = new BoundaryStream(scanner, sentences, this::bytesTo, expectedLength);
    }

    Sentences detect(byte[] utf8, int start, int end) {
        for (int i = start; i < end; ) {
            i = decode(utf8, i, end);
        }
        stream.finish();
        return sentences.sentences(end - start);
    }

    private int decode(byte[] utf8, int from, int end) {
        int room = Math.min(STEP, end - from);
        char[] target = stream.reserve(room + 1);
        int first = stream.length();
        int last = first + room;
        int unit = first;
        int i = from;
        while (unit < last && i < end) {
            if (utf8[i] >= 0) {
                target[unit++] = (char) utf8[i++];
            } else {
                if (ascii) {
                    ascii = false;
                    units = stream.base() + unit;
                    bytes = units;
                }
                int codePoint = CodePoints.at(utf8, i, end);
                if (codePoint < 0) {
                    target[unit++] = (char) (ILL_FORMED + (utf8[i] & 0xFF));
                } else {
                    unit += Character.toChars(codePoint, target, unit);
                }
                i += CodePoints.utf8Length(codePoint);
            }
        }
        stream.advance(unit - first);
        return i;
    }

    private long bytesTo(long offset, BoundaryStream window) {
        if (ascii) {
            return offset;
        }
        if (offset <= units) {
            return bytes - (units - offset);
        }
        for (; units < offset; units++) {
            bytes += length(window.charAt(units));
        }
        return bytes;
    }

    /** {@return bytes of a char; those of a pair count at its first} */
    private int length(char c) {
        if (Character.isHighSurrogate(c)) {
            inPair = true;
            return 4;
        }
        if (Character.isLowSurrogate(c)) {
            int length = inPair ? 0 : 1;
            inPair = false;
            return length;
        }
        return CodePoints.utf8Length(c);
    }
}
