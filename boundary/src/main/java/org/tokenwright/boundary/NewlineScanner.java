package org.tokenwright.boundary;

/** Cuts a text at line feeds and gives the blocks between to another scanner, each as a text of its own. */
final class NewlineScanner implements BoundaryScanner {
    /*
     * [block .. next) belongs to the open block, if there is one; white space before a block is in none. A line feed that may
     * be the first of two is kept from the scanner until it is clear whether it ends the block, because what the scanner
     * sees must be the block alone: that is one line feed and the white space behind it, at most MAX_BLANK chars.
     */
    private static final int MAX_BLANK = 4096;
    private static final int NONE = -1;

    private final BoundaryScanner scanner;
    private final boolean everyLine;
    private boolean inBlock;
    private int next;

    /** Index of a line feed behind which only white space has come, or NONE. */
    private int lineFeed;

    NewlineScanner(BoundaryScanner scanner, Newlines newlines) {
        this.scanner = scanner;
        this.everyLine = newlines == Newlines.EVERY_LINE;
    }

    @Override
    public void start(int index) {
        inBlock = false;
        next = index;
        lineFeed = NONE;
    }

    @Override
    public int scan(char[] text, int end, boolean complete, BoundarySink sink) {
        BlockSink noting = new BlockSink(sink);
        while (next < end) {
            if (!inBlock) {
                skipWhiteSpace(text, end);
            } else if (lineFeed == NONE) {
                findLineFeed(text, end);
            } else {
                findSecond(text, end);
            }
            if (inBlock && lineFeed != NONE && (everyLine || isBlank(text))) {
                endBlock(text, lineFeed, noting);
            }
        }
        if (!inBlock) {
            return next;
        }
        if (complete) {
            scanner.scan(text, end, true, noting);
            return end;
        }
        int known = lineFeed == NONE ? end : lineFeed;
        return Math.min(known, scanner.scan(text, known, false, noting));
    }

    @Override
    public void shift(int distance) {
        next -= distance;
        if (lineFeed != NONE) {
            lineFeed -= distance;
        }
        if (inBlock) {
            scanner.shift(distance);
        }
    }

    private void skipWhiteSpace(char[] text, int end) {
        while (next < end && WhiteSpace.is(text[next])) {
            next++;
        }
        if (next < end) {
            inBlock = true;
            scanner.start(next);
        }
    }

    private void findLineFeed(char[] text, int end) {
        int i = next;
        while (i < end && text[i] != '\n') {
            i++;
        }
        next = i;
        if (i < end) {
            lineFeed = i;
            next = i + 1;
        }
    }

    /** Goes on behind a line feed: to behind a second one, or to what shows that there is none. */
    private void findSecond(char[] text, int end) {
        int limit = (int) Math.min(end, (long) lineFeed + MAX_BLANK);
        int i = next;
        while (i < limit && text[i] != '\n' && WhiteSpace.is(text[i])) {
            i++;
        }
        if (i < limit && text[i] == '\n') {
            next = i + 1;
        } else {
            next = i;
            if (i < limit || limit < end) {
                lineFeed = NONE;
            }
        }
    }

    private boolean isBlank(char[] text) {
        return next > lineFeed + 1 && text[next - 1] == '\n';
    }

    private void endBlock(char[] text, int end, BlockSink sink) {
        sink.endBlock(scanner, text, end, everyLine ? "line feed" : "blank line");
        inBlock = false;
        lineFeed = NONE;
    }
}
