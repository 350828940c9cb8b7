package org.tokenwright.boundary;

import java.util.Arrays;

/**
 * Leads a scanner over a text that comes in pieces and turns the ends that it finds into trimmed sentences. For one thread.
 */
final class BoundaryStream implements BoundarySink {
    /*
     * text[0 .. length) is the window: the chars from offset base of the whole text that somebody may still ask for. That is
     * the scanner, from what its last scan returned, and the receiver, from what keepFrom says; chars before both are thrown
     * away when room is needed, if that frees half of the window; else it is doubled. So each char is moved a bounded number
     * of times, and the window is bounded if the two are.
     *
     * A sentence is open from the last end on. Its first char that is not white space is noted as soon as it is in the
     * window, and its last one when it leaves the window, so that long sentences need not be kept for the sake of trimming.
     * Both are noted as offsets in UTF-16 units and in what the caller wants, since only chars in the window can be counted.
     */
    /** How many chars behind a sentence tell whether a paragraph ends with it. */
    static final int PARAGRAPH_REACH = 10;

    private static final int LAST_PARAGRAPH_START = 3;
    private static final int MAX_STEP = 1 << 14;

    private final BoundaryScanner scanner;
    private final Receiver receiver;
    private final Offsets offsets;
    private char[] text;
    private int length;
    private long base;
    private int scannerKeeps;

    /** Offset up to which white space was skipped in search of the open sentence's beginning, or the beginning itself. */
    private long start;

    private long mappedStart;
    private boolean started;
    private long lastEnd;
    private long lastVisible;
    private long mappedLastVisible;
    private boolean lastVisibleEndsParagraph;

    /** Turns offsets in UTF-16 units into those that are wanted. */
    @FunctionalInterface
    interface Offsets {
        /** UTF-16 units. No lambda: the first of a JVM costs as much as all else that the first text needs. */
        Offsets UNITS = new Units();

        /** {@return the wanted offset; it is asked for ascending ones, each before its char leaves the window} */
        long map(long offset, BoundaryStream window);
    }

    private static final class Units implements Offsets {
        @Override
        public long map(long offset, BoundaryStream window) {
            return offset;
        }
    }

    /** Takes what is found. Offsets count from the beginning of the text; the window shows the chars. */
    interface Receiver {
        /** Takes a sentence: its place in UTF-16 units, the same in what is wanted, and how sure its end is. */
        void sentence(long start, long end, long mappedStart, long mappedEnd, double confidence);

        /**
         * {@return the offset of the first char that the receiver will ask for}
         *
         * @param openFrom where the open sentence begins, or would at the earliest
         */
        long keepFrom(long openFrom);

        /** Looks at the window before chars of it are thrown away, or at the end of the text. */
        void look(BoundaryStream window, boolean complete);
    }

    BoundaryStream(BoundaryScanner scanner, Receiver receiver, Offsets offsets, int expectedLength) {
        this.scanner = scanner;
        this.receiver = receiver;
        this.offsets = offsets;
        text = new char[Math.clamp(expectedLength, 16, 2 * MAX_STEP)];
        scanner.start(0);
    }

    void append(CharSequence piece) {
        for (int from = 0; from < piece.length(); ) {
            int to = Math.min(piece.length(), from + MAX_STEP);
            char[] target = reserve(to - from);
            if (piece instanceof String string) {
                string.getChars(from, to, target, length);
            } else {
                for (int i = from; i < to; i++) {
                    target[length + i - from] = piece.charAt(i);
                }
            }
            advance(to - from);
            from = to;
        }
    }

    /** {@return an array with room for some chars from {@link #length} on, to be followed by {@link #advance}} */
    char[] reserve(int count) {
        if (length + count > text.length) {
            makeRoom(count);
        }
        return text;
    }

    /** Takes over chars that have been written into the array. */
    void advance(int count) {
        length += count;
        scan(false);
    }

    void finish() {
        scan(true);
        if (started) {
            boundary(length, 1);
        }
        receiver.look(this, true);
    }

    @Override
    public void boundary(int end, double confidence) {
        long last = base + end;
        if (last <= lastEnd) {
            return;
        }
        findStart(end);
        if (started && start < last) {
            int visible = visibleEnd(end);
            long visibleOffset = visible > 0 ? base + visible : lastVisible;
            long mapped = visible > 0 ? offsets.map(visibleOffset, this) : mappedLastVisible;
            receiver.sentence(start, visibleOffset, mappedStart, mapped, confidence);
            started = false;
            start = last;
        }
        lastEnd = last;
    }

    int length() {
        return length;
    }

    /** {@return the offset of the first char of the window} */
    long base() {
        return base;
    }

    /** {@return the offset behind the last char of the window} */
    long end() {
        return base + length;
    }

    char charAt(long offset) {
        return text[(int) (offset - base)];
    }

    /**
     * {@return whether a paragraph ends at the end of a sentence}
     *
     * @param end the end of the sentence last passed on, or a later one, with all chars behind it in the window that tell
     */
    boolean endsParagraph(long end) {
        if (end < base) {
            return lastVisibleEndsParagraph;
        }
        int first = (int) (end - base);
        boolean lineFeed = false;
        for (int i = first; i < Math.min(first + PARAGRAPH_REACH, length); i++) {
            if (text[i] == '\n') {
                if (lineFeed) {
                    return true;
                }
                lineFeed = true;
            } else if (!WhiteSpace.is(text[i])) {
                lineFeed = false;
            }
            if (!lineFeed && i - first >= LAST_PARAGRAPH_START) {
                return false;
            }
        }
        return false;
    }

    String string(long from, long to) {
        return new String(text, (int) (from - base), (int) (to - from));
    }

    private void scan(boolean complete) {
        scannerKeeps = scanner.scan(text, length, complete, this);
        findStart(length);
    }

    private void findStart(int end) {
        if (started) {
            return;
        }
        int i = (int) Math.max(0, start - base);
        while (i < end && WhiteSpace.is(text[i])) {
            i++;
        }
        start = base + i;
        if (i < end) {
            started = true;
            mappedStart = offsets.map(start, this);
        }
    }

    /** {@return index behind the last char before {@code end} that is not white space, 0 if there is none in the window} */
    private int visibleEnd(int end) {
        int i = end;
        while (i > 0 && WhiteSpace.is(text[i - 1])) {
            i--;
        }
        return i;
    }

    private void makeRoom(int count) {
        receiver.look(this, false);
        long wanted = Math.min(length - PARAGRAPH_REACH, receiver.keepFrom(start) - base);
        int useless = (int) Math.min(scannerKeeps, wanted);
        if (useless > 0 && (useless >= length - useless || length - useless + count <= text.length / 2)) {
            int visible = visibleEnd(useless);
            if (visible > 0) {
                lastVisible = base + visible;
                mappedLastVisible = offsets.map(lastVisible, this);
                lastVisibleEndsParagraph = endsParagraph(lastVisible);
            }
            offsets.map(base + useless, this);
            System.arraycopy(text, useless, text, 0, length - useless);
            length -= useless;
            base += useless;
            scannerKeeps -= useless;
            scanner.shift(useless);
        }
        if (length + count > text.length) {
            text = Arrays.copyOf(text, Math.addExact(Math.max(length + count, text.length), text.length / 2));
        }
    }
}
