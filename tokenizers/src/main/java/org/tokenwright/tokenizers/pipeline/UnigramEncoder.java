package org.tokenwright.tokenizers.pipeline;

import java.util.Arrays;

/** Finds the best way through a {@link UnigramModel}. For one thread. */
final class UnigramEncoder implements PieceEncoder {
    /*
     * The best path is found from left to right (Viterbi): for each place of the text the largest sum of scores of tokens that end
     * there; of equal sums the first counts, that of the longest last token.
     *
     * SentencePiece adds 32-bit numbers over the whole text, so that ever more digits of a token's score get lost, and which of
     * two close paths wins depends on the sum of all tokens before. We give the same ids, and still remember words. A text is cut
     * where no token can lie across. All paths meet at a cut, so all that the words before do to a word is the sum that they
     * hand over, and a word whose best path is the best by a margin does not depend on it: sums of up to n tokens, each off by
     * half a unit in the last place, cannot turn a decision with a margin of more than n + 1 units. The path and its margin are
     * found with 64-bit numbers; kept with the path is the largest sum before the word with which it is safe. If the sum is
     * larger, the word is searched again as SentencePiece would do it.
     */
    private static final int MOST_KEPT = 1 << 20;
    private static final int NOT_REACHED = -1;

    /** A note that no sum is below. */
    private static final int NEVER_SAFE = Float.floatToRawIntBits(-1);

    private final ByteTrie trie;
    private final double[] scores;
    private final double unknownScore;
    private final int unknownId;
    private final boolean hasFloats;
    private final WordCuts cuts;
    private final TokenOutput output;
    private final SegmentCache cache = new SegmentCache();
    private final double largestScore;

    /** By place in the segment, counted from its start. */
    private double[] best = new double[0];

    private double[] second = new double[0];
    private int[] startOf = new int[0];
    private int[] tokenOf = new int[0];

    /** The path found last: symbols, which are ids or {@code unknown()}, and ends. */
    private int[] symbols = new int[0];

    private int[] ends = new int[0];

    UnigramEncoder(UnigramModel model) {
        trie = model.trie();
        scores = model.scores();
        unknownScore = model.unknownScore();
        unknownId = model.unknownId();
        hasFloats = model.hasFloats();
        cuts = model.cuts();
        output = model.newOutput();
        double largest = Math.abs(unknownScore);
        for (double score : scores) {
            largest = Math.max(largest, Math.abs(score));
        }
        largestScore = largest;
    }

    @Override
    public void encode(byte[] utf8, int start, int end, IdBuffer out) {
        output.begin(utf8, out);
        double sum = 0;
        for (int from = start; from < end; ) {
            int to = cuts.next(utf8, start, from, end);
            sum = SegmentCache.holds(from, to) ? remembered(utf8, from, to, sum) : searched(utf8, from, to, sum);
            from = to;
        }
        output.end();
        if (best.length > MOST_KEPT) {
            reserve(0);
        }
    }

    private double remembered(byte[] utf8, int from, int to, double sum) {
        int slot = cache.slot(utf8, from, to);
        long known = cache.get(slot);
        if (known == 0) {
            int count = search(utf8, from, to, 0, false);
            cache.put(slot, note(count, to - from), symbols, ends, count);
            known = cache.get(slot);
        }
        if (hasFloats && Math.abs(sum) > Float.intBitsToFloat(SegmentCache.note(known))) {
            return searched(utf8, from, to, sum);
        }
        int symbol = SegmentCache.symbol(known);
        return symbol >= 0 ? add(symbol, from, to, sum) : addAll(SegmentCache.place(known), from, sum);
    }

    private double addAll(int place, int from, double sumBefore) {
        int[] memory = cache.memory();
        double sum = sumBefore;
        int start = from;
        int last = place + 2 * memory[place];
        for (int at = place + 1; at <= last; at += 2) {
            int end = from + memory[at + 1];
            sum = add(memory[at], start, end, sum);
            start = end;
        }
        return sum;
    }

    private double searched(byte[] utf8, int from, int to, double sumBefore) {
        int count = search(utf8, from, to, sumBefore, hasFloats);
        double sum = sumBefore;
        int start = from;
        for (int i = 0; i < count; i++) {
            sum = add(symbols[i], start, from + ends[i], sum);
            start = from + ends[i];
        }
        return sum;
    }

    /** Puts a symbol out and returns the sum of scores behind it. */
    private double add(int symbol, int start, int end, double sum) {
        boolean isUnknown = symbol == unknown();
        if (isUnknown || (!hasFloats && symbol == unknownId)) {
            output.unknown(start, end);
        } else {
            output.known(symbol, end);
        }
        return rounded(sum + (isUnknown ? unknownScore : scores[symbol]), hasFloats);
    }

    /** The symbol of a character that no token covers. */
    private int unknown() {
        return scores.length;
    }

    private static double rounded(double sum, boolean toFloat) {
        return toFloat ? (float) sum : sum;
    }

    /**
     * Finds the best path through a segment.
     *
     * @param sumBefore the sum of scores before it
     * @param toFloat whether sums are rounded to 32 bits
     * @return how many symbols it has
     */
    private int search(byte[] utf8, int from, int to, double sumBefore, boolean toFloat) {
        int length = to - from;
        reserve(length + 1);
        Arrays.fill(startOf, 1, length + 1, NOT_REACHED);
        best[0] = sumBefore;
        for (int at = 0; at < length; ) {
            int characterEnd = Math.min(length, at + characterLength(utf8[from + at]));
            boolean hasCharacter = false;
            int node = trie.root();
            for (int place = at; place < length; ) {
                node = trie.child(node, utf8[from + place]);
                place++;
                if (node < 0) {
                    break;
                }
                if (trie.isToken(node)) {
                    offer(place, at, node, best[at] + scores[node], toFloat);
                    hasCharacter |= place == characterEnd;
                }
            }
            if (!hasCharacter) {
                offer(characterEnd, at, unknown(), rounded(best[at] + unknownScore, toFloat), toFloat);
            }
            at = characterEnd;
        }
        return collect(length);
    }

    private void offer(int place, int start, int token, double sum, boolean toFloat) {
        if (startOf[place] == NOT_REACHED) {
            second[place] = Double.NEGATIVE_INFINITY;
        } else if (sum > best[place]) {
            second[place] = best[place];
        } else {
            second[place] = Math.max(second[place], sum);
            return;
        }
        best[place] = rounded(sum, toFloat);
        startOf[place] = start;
        tokenOf[place] = token;
    }

    private static int characterLength(byte first) {
        return first >= 0 ? 1 : first < (byte) 0xE0 ? 2 : first < (byte) 0xF0 ? 3 : 4;
    }

    private int collect(int length) {
        int count = 0;
        for (int place = length; place > 0; place = startOf[place]) {
            count++;
        }
        if (symbols.length < count) {
            symbols = new int[best.length];
            ends = new int[best.length];
        }
        int index = count;
        for (int place = length; place > 0; place = startOf[place]) {
            symbols[--index] = tokenOf[place];
            ends[index] = place;
        }
        return count;
    }

    /** The largest sum before a segment with which the path found last is safe. */
    private int note(int count, int length) {
        double margin = Double.POSITIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            margin = Math.min(margin, best[ends[i]] - second[ends[i]]);
        }
        if (margin == Double.POSITIVE_INFINITY) {
            return Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
        }
        double unit = margin / (2 * (length + 2));
        if (!(unit > Float.MIN_NORMAL)) {
            return NEVER_SAFE;
        }
        // Numbers below 2^(e + 24) have units in the last place of at most 2^e.
        double bound = Math.min(Float.MAX_VALUE, Math.scalb(1.0, Math.getExponent(unit) + 24));
        double safe = bound - (length + 1) * largestScore;
        return safe > 0 ? Float.floatToRawIntBits((float) (safe * 0.999)) : NEVER_SAFE;
    }

    private void reserve(int places) {
        if (best.length < places || places == 0) {
            int capacity = Math.max(64, places + (places >> 1));
            best = new double[capacity];
            second = new double[capacity];
            startOf = new int[capacity];
            tokenOf = new int[capacity];
            symbols = new int[0];
            ends = new int[0];
        }
    }
}
