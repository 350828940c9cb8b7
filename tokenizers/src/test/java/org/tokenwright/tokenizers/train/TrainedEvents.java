package org.tokenwright.tokenizers.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bpe.MergeCounts;
import org.tokenwright.tokenizers.slow.Bytes;
import org.tokenwright.tokenizers.slow.SlowTrainer;
import org.tokenwright.vocab.MergeTable;

/** What a model says of its training, as lines that can be compared. */
final class TrainedEvents {
    private TrainedEvents() {}

    static List<String> merges(BpeModel model) {
        MergeCounts counts = Objects.requireNonNull(model.counts());
        List<String> lines = new ArrayList<>();
        for (int rank = 0; rank < model.merges().size(); rank++) {
            lines.add(line(model, model.merges(), rank, counts.merge(rank)) + " " + counts.completing(rank));
        }
        return lines;
    }

    static List<String> supermerges(BpeModel model) {
        MergeCounts counts = Objects.requireNonNull(model.counts());
        MergeTable supermerges = Objects.requireNonNull(model.supermerges());
        List<String> lines = new ArrayList<>();
        for (int rank = 0; rank < supermerges.size(); rank++) {
            lines.add(line(model, supermerges, rank, counts.supermerge(rank)));
        }
        return lines;
    }

    static List<SlowTrainer.Deletion> deletions(BpeModel model) {
        List<SlowTrainer.Deletion> deletions = new ArrayList<>();
        for (int i = 0; i < model.deletions().size(); i++) {
            deletions.add(new SlowTrainer.Deletion(
                    Bytes.of(model.symbolBytes(model.deletions().token(i))),
                    model.deletions().mergesBefore(i)));
        }
        return deletions;
    }

    static List<String> vocabulary(BpeModel model) {
        List<String> tokens = new ArrayList<>();
        for (int id = 0; id < model.vocabulary().size(); id++) {
            tokens.add(Bytes.of(model.vocabulary().bytes(id)));
        }
        return tokens;
    }

    private static String line(BpeModel model, MergeTable table, int rank, long count) {
        return Bytes.of(model.symbolBytes(table.left(rank))) + " + " + Bytes.of(model.symbolBytes(table.right(rank)))
                + " " + count;
    }
}
