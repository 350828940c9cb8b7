package org.tokenwright.boundary;

import java.util.Arrays;
import java.util.List;

/** Cuts a text at the line feeds that are no wraps and gives the blocks between to another scanner, as texts of their own. */
final class WrapScanner implements BoundaryScanner {
    /*
     * ahead goes over the text first and notes all line feeds, and of each pair of lines what LineWidths wants to know, as soon
     * as the first word of the second is. Line feeds are decided on in order, each when REACH further pairs are known, or
     * MAX_AHEAD chars behind it; until then the scanner sees the text up to it. next is where the scanner's
     * block began, or where to look for one if it has none.
     */
    private static final int MAX_AHEAD = 4096;
    private static final int MAX_BLANK = 4096;
    private static final int MAX_WORD = 64;
    private static final int LONG_AGO = -(1 << 28);
    private static final int BLANK = -1;
    private static final int UNKNOWN = -2;

    private final BoundaryScanner scanner;
    private final LineWidths widths = new LineWidths();
    private int ahead;
    private int lineStart;
    private int lineEnd;
    private int wordStart;
    private boolean inWord;
    private boolean inBlock;
    private int next;

    /** Line feeds that are not decided on, the length of the line before each, and the number of its pair if it has one. */
    private int[] feeds = new int[16];

    private int[] lengths = new int[16];
    private long[] pairs = new long[16];
    private boolean[] lower = new boolean[16];
    private int feedsStart;
    private int feedsEnd;

    WrapScanner(BoundaryScanner scanner) {
        this.scanner = scanner;
    }

    @Override
    public void start(int index) {
        widths.start();
        ahead = index;
        lineStart = index;
        lineEnd = index;
        inWord = false;
        inBlock = false;
        next = index;
        feedsStart = 0;
        feedsEnd = 0;
    }

    @Override
    public int scan(char[] text, int end, boolean complete, BoundarySink sink) {
        BlockSink blocks = new BlockSink(sink);
        while (ahead < end) {
            pass(text, ahead++);
            decide(text, false, blocks);
        }
        if (complete && isWaiting()) {
            endWord(text, end);
        }
        decide(text, complete, blocks);
        int known = feedsStart < feedsEnd ? feeds[feedsStart] : end;
        beginBlock(text, known);
        if (!inBlock) {
            return Math.min(next, known);
        }
        int keeps = scanner.scan(text, known, complete, blocks);
        return complete ? end : Math.min(known, keeps);
    }

    @Override
    public void shift(int distance) {
        widths.shift(distance, LONG_AGO);
        ahead -= distance;
        lineStart = Math.max(LONG_AGO, lineStart - distance);
        lineEnd = Math.max(LONG_AGO, lineEnd - distance);
        wordStart = Math.max(LONG_AGO, wordStart - distance);
        next -= distance;
        for (int i = feedsStart; i < feedsEnd; i++) {
            feeds[i] -= distance;
        }
        if (inBlock) {
            scanner.shift(distance);
        }
    }

    /** {@return whether the first word behind the last line feed is not known} */
    private boolean isWaiting() {
        return feedsStart < feedsEnd && pairs[feedsEnd - 1] == UNKNOWN;
    }

    private void pass(char[] text, int index) {
        char c = text[index];
        boolean white = WhiteSpace.is(c);
        if (isWaiting()) {
            if (inWord) {
                if (white || index - wordStart >= MAX_WORD) {
                    endWord(text, index);
                }
            } else if (!white) {
                inWord = true;
                wordStart = index;
            } else if (c == '\n' || index - feeds[feedsEnd - 1] >= MAX_BLANK) {
                pairs[feedsEnd - 1] = BLANK;
            }
        }
        if (c == '\n') {
            add(index, lineEnd > lineStart ? UNKNOWN : BLANK);
        } else if (!white) {
            lineEnd = index + 1;
        }
    }

    private void add(int feed, int pair) {
        if (feedsEnd == feeds.length) {
            makeRoom();
        }
        feeds[feedsEnd] = feed;
        lengths[feedsEnd] = lineEnd - lineStart;
        lower[feedsEnd] = false;
        pairs[feedsEnd++] = pair;
        inWord = false;
        lineStart = feed + 1;
        lineEnd = lineStart;
    }

    private void makeRoom() {
        int count = feedsEnd - feedsStart;
        int size = count > feeds.length / 2 ? 2 * feeds.length : feeds.length;
        feeds = Arrays.copyOf(Arrays.copyOfRange(feeds, feedsStart, feedsEnd), size);
        lengths = Arrays.copyOf(Arrays.copyOfRange(lengths, feedsStart, feedsEnd), size);
        pairs = Arrays.copyOf(Arrays.copyOfRange(pairs, feedsStart, feedsEnd), size);
        lower = Arrays.copyOf(Arrays.copyOfRange(lower, feedsStart, feedsEnd), size);
        feedsStart = 0;
        feedsEnd = count;
    }

    /** Ends the first word behind the last line feed, or, if there is none, the text. */
    private void endWord(char[] text, int end) {
        int last = feedsEnd - 1;
        if (!inWord) {
            pairs[last] = BLANK;
            return;
        }
        pairs[last] = widths.count();
        widths.add(lengths[last], end - wordStart, end);
        lower[last] = end - wordStart > 1
                && Character.isLowerCase(text[wordStart])
                && text[wordStart + 1] != '.'
                && text[wordStart + 1] != ')';
    }

    /** Decides on all line feeds of which enough is known, up to the first of which it is not. */
    private void decide(char[] text, boolean complete, BlockSink sink) {
        while (feedsStart < feedsEnd && pairs[feedsStart] != UNKNOWN) {
            int feed = feeds[feedsStart];
            long pair = pairs[feedsStart];
            if (pair == BLANK) {
                endBlock(text, feed, "blank line", sink);
            } else if (lower[feedsStart]) {
                tellWrap(feed, "line feed before lower case", sink);
            } else {
                int horizon = feed + MAX_AHEAD;
                if (!complete && widths.count() <= pair + LineWidths.REACH && ahead <= horizon) {
                    return;
                }
                int width = widths.width(pair, horizon);
                if (width < 0) {
                    endBlock(text, feed, "line feed, and the lines have no common width", sink);
                } else if (widths.fits(pair, width)) {
                    endBlock(text, feed, "line feed, and the next word would have fitted", sink);
                } else {
                    tellWrap(feed, "line feed, and the next word would not have fitted", sink);
                }
            }
            feedsStart++;
        }
    }

    private static void tellWrap(int feed, String why, BlockSink sink) {
        if (sink.detail() != BoundarySink.Detail.ENDS) {
            sink.decision(new Decision(feed, feed, false, 0, List.of(why)));
        }
    }

    /** Looks for a block before an index, if none has begun. */
    private void beginBlock(char[] text, int before) {
        if (inBlock) {
            return;
        }
        while (next < before && WhiteSpace.is(text[next])) {
            next++;
        }
        if (next < before) {
            inBlock = true;
            scanner.start(next);
        }
    }

    private void endBlock(char[] text, int feed, String why, BlockSink sink) {
        beginBlock(text, feed);
        if (inBlock) {
            sink.endBlock(scanner, text, feed, why);
        }
        inBlock = false;
        next = feed + 1;
    }
}
