package org.tokenwright.tokenizers.train;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import org.tokenwright.tokenizers.bpe.DeletionParts;
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
    private final TrainerOptions options;
    private final MergeLog merges = new MergeLog();
    private final GrowingVocabulary vocabulary;

    WordPass(PretokenCounts pretokens, Tokens tokens, Counting counting, TrainerOptions options, int[] alphabet) {
        this.pretokens = pretokens;
        this.tokens = tokens;
        this.options = options;
        order = pretokens.byFallingCount();
        Cells cells = layOut(pretokens, order);
        lane = new Lane(
                cells,
                tokens,
                cells.countTokens(tokens.size()),
                0,
                counting,
                new Lane.Limits(options.maxTokenBytes(), Integer.MAX_VALUE),
                options.threads());
        vocabulary = new GrowingVocabulary(alphabet);
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

    /**
     * Merges until there are so many tokens besides the alphabet, or no pair is left.
     *
     * @param direct whether operands take the place of a deleted token even if they are deleted themselves, as in the
     *     reference program
     */
    void run(int newTokens, boolean direct, ProgressReporter progress) {
        progress.begin("merging words", "tokens", newTokens);
        boolean deletes = options.deletionThreshold() <= 1;
        if (deletes) {
            lane.allowSplits();
        }
        while (vocabulary.added() < newTokens && lane.findBest() && lane.bestCount() >= options.minCount()) {
            int left = lane.bestLeft();
            int right = lane.bestRight();
            long count = lane.bestCount();
            long lefts = lane.tokenCount(left);
            long rights = lane.tokenCount(right);
            int product = lane.mergeBest();
            merges.add(left, right, product, count, lane.wasCompleting());
            vocabulary.add(product);
            if (deletes) {
                deleteIfUsedUp(left, count, lefts, direct);
                if (right != left) {
                    deleteIfUsedUp(right, count, rights, direct);
                }
            }
            progress.advance(vocabulary.added());
        }
        progress.end(vocabulary.added());
    }

    private void deleteIfUsedUp(int token, long used, long occurrences, boolean direct) {
        if (tokens.length(token) > 1 && (double) used / occurrences >= options.deletionThreshold()) {
            vocabulary.remove(token);
            merges.addDeletion(token);
            lane.split(token, parts(token, direct));
        }
    }

    private int[] parts(int token, boolean direct) {
        if (options.deletionParts() == DeletionParts.BYTES) {
            byte[] bytes = tokens.bytes(token);
            int[] parts = new int[bytes.length];
            Arrays.setAll(parts, i -> bytes[i] & 0xFF);
            return parts;
        }
        int maker = merges.maker(token);
        if (direct) {
            return new int[] {merges.left(maker), merges.right(maker)};
        }
        IntArrayList parts = new IntArrayList();
        IntArrayList open = IntArrayList.of(token);
        while (!open.isEmpty()) {
            int next = open.popInt();
            if (tokens.length(next) == 1 || vocabulary.holds(next)) {
                parts.add(next);
            } else {
                open.add(merges.right(merges.maker(next)));
                open.add(merges.left(merges.maker(next)));
            }
        }
        return parts.toIntArray();
    }

    MergeLog merges() {
        return merges;
    }

    GrowingVocabulary vocabulary() {
        return vocabulary;
    }

    long[] tokenCounts() {
        return lane.tokenCounts();
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
                    && vocabulary.holds(cells.token(position))
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
