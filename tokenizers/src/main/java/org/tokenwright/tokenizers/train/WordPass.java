package org.tokenwright.tokenizers.train;

import java.util.Arrays;
import org.tokenwright.tokenizers.bpe.MergeRule;
import org.tokenwright.tokenizers.pretokenize.PretokenScanner;
import org.tokenwright.tokenizers.pretokenize.Pretokenizer;
import org.tokenwright.tokenizers.slices.SliceTable;

/** The first pass: ordinary BPE over the distinct pretokens. */
final class WordPass {
    private static final int NOT_ELIGIBLE = -1;

    private final PretokenCounts pretokens;
    private final int[] order;
    private final Lane lane;
    private final Tokens tokens;
    private final MergeLog merges = new MergeLog();

    WordPass(PretokenCounts pretokens, Tokens tokens, Counting counting) {
        this.pretokens = pretokens;
        this.tokens = tokens;
        order = pretokens.byFallingCount();
        lane = new Lane(layOut(pretokens, order), tokens, 0, counting);
    }

    private static Cells layOut(PretokenCounts pretokens, int[] order) {
        SliceTable table = pretokens.table();
        Cells.Builder builder = new Cells.Builder(table.size(), table.totalLength());
        byte[] arena = table.arena();
        for (int id : order) {
            for (int at = table.start(id); at < table.end(id); at++) {
                builder.unit(arena[at] & 0xFF);
            }
            builder.endSequence(pretokens.count(id));
        }
        return builder.build();
    }

    /** Merges until there are so many new tokens, or no pair is left. */
    void run(int newTokens, ProgressReporter progress) {
        int base = tokens.size();
        progress.begin("merging words", "tokens", newTokens);
        while (tokens.size() - base < newTokens && lane.findBest()) {
            int left = lane.bestLeft();
            int right = lane.bestRight();
            long count = lane.bestCount();
            merges.add(left, right, lane.mergeBest(), count, lane.wasCompleting());
            progress.advance(tokens.size() - base);
        }
        progress.end(tokens.size() - base);
    }

    MergeLog merges() {
        return merges;
    }

    long[] tokenCounts() {
        return lane.cells().countTokens(tokens.size());
    }

    /**
     * Finds the pretokens that may take part in supermerges: the rule admits them, and they are a single token, also when
     * they stand alone.
     *
     * @return by id of the pretoken: its token, or a negative number
     */
    int[] eligible(MergeRule rule, Pretokenizer pretokenizer) {
        SliceTable table = pretokens.table();
        PretokenScanner scanner = pretokenizer.newScanner();
        int[] eligible = new int[table.size()];
        Arrays.fill(eligible, NOT_ELIGIBLE);
        Cells cells = lane.cells();
        int position = 1;
        for (int id : order) {
            int start = table.start(id);
            int end = table.end(id);
            if (cells.span(position) == end - start
                    && rule.admits(table.arena(), start, end)
                    && standsAlone(scanner, table.arena(), start, end)) {
                eligible[id] = cells.token(position);
            }
            position += end - start + 1;
        }
        return eligible;
    }

    private static boolean standsAlone(PretokenScanner scanner, byte[] bytes, int start, int end) {
        int[] ends = new int[1];
        scanner.reset(bytes, start, end);
        return scanner.next(ends) == 1 && ends[0] == end;
    }
}
