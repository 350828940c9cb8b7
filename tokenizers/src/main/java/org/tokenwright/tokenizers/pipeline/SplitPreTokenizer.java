package org.tokenwright.tokenizers.pipeline;

import it.unimi.dsi.fastutil.ints.IntArrayList;

/**
 * Cuts pieces at the matches of a pattern, in time linear in their length and the pattern's own.
 *
 * @param pattern the pattern
 * @param behavior what becomes of the matches
 * @param inverted whether what is between the matches counts as the matches, and the other way round
 */
record SplitPreTokenizer(TextPattern pattern, SplitBehavior behavior, boolean inverted) implements PreTokenizer {
    @Override
    public Pieces apply(Pieces pieces) {
        Pieces result = pieces.empty();
        byte[] utf8 = pieces.text().bytes();
        IntArrayList cuts = new IntArrayList();
        for (int i = 0; i < pieces.size(); i++) {
            if (pieces.isText(i)) {
                cuts.clear();
                split(utf8, pieces.start(i), pieces.end(i), cuts);
                for (int at = 0; at < cuts.size(); at += 2) {
                    result.add(cuts.getInt(at), cuts.getInt(at + 1), Pieces.TEXT);
                }
            } else {
                result.add(pieces.start(i), pieces.end(i), pieces.token(i));
            }
        }
        return result;
    }

    /** {@return whether no text is left out} */
    boolean isCovering() {
        return behavior != SplitBehavior.REMOVED || (inverted && pattern instanceof ScannerPattern);
    }

    /** {@return whether each match is a piece and all text is matched} */
    boolean isScanner() {
        return pattern instanceof ScannerPattern
                && (behavior == SplitBehavior.ISOLATED || (behavior == SplitBehavior.REMOVED && inverted));
    }

    /**
     * Cuts a piece.
     *
     * @param cuts receives where each new piece begins and ends; some may be empty
     */
    void split(byte[] utf8, int start, int end, IntArrayList cuts) {
        IntArrayList matches = new IntArrayList();
        pattern.find(utf8, start, end, matches);
        int from = start;
        boolean matchedBefore = false;
        boolean open = false;
        for (int i = 0; i < matches.size(); i += 2) {
            int matchStart = matches.getInt(i);
            int matchEnd = matches.getInt(i + 1);
            if (from < matchStart) {
                open = add(cuts, from, matchStart, inverted, matchedBefore, open);
                matchedBefore = inverted;
            }
            open = add(cuts, matchStart, matchEnd, !inverted, matchedBefore, open);
            matchedBefore = !inverted;
            from = matchEnd;
        }
        if (from < end) {
            add(cuts, from, end, inverted, matchedBefore, open);
        }
    }

    /**
     * Adds a part of the text.
     *
     * @param match whether it counts as a match
     * @param matchedBefore whether the part before it did
     * @param open whether the part before it was a match that waits to be joined with what comes
     * @return whether this part waits so
     */
    private boolean add(IntArrayList cuts, int start, int end, boolean match, boolean matchedBefore, boolean open) {
        boolean joins = !cuts.isEmpty()
                && switch (behavior) {
                    case REMOVED, ISOLATED -> false;
                    case CONTIGUOUS -> match == matchedBefore;
                    case MERGED_WITH_PREVIOUS -> match && !matchedBefore;
                    case MERGED_WITH_NEXT -> open && !match;
                };
        if (joins) {
            cuts.set(cuts.size() - 1, end);
        } else if (!match || behavior != SplitBehavior.REMOVED) {
            cuts.add(start);
            cuts.add(end);
        }
        return match && behavior == SplitBehavior.MERGED_WITH_NEXT;
    }
}
