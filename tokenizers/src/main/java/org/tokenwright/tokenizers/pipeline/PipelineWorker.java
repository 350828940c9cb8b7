package org.tokenwright.tokenizers.pipeline;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.NormalizedText;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;

/** The scratch memory of an encoder: what encodes pieces, and the ids of the last text with what leads back to it. For one thread. */
final class PipelineWorker {
    /*
     * Ids come in runs, from stretches of text that were normalized together or not at all. Offsets are found only when they are
     * asked for. A run has four numbers in `runs`: its first id, the place in the given text that places of the run count from,
     * the number of its normalized text in `texts` or -1, and for the tokens of the byte-level core, which tile a stretch, where
     * they begin there, or -1 where starts and ends are known.
     */
    private static final int MOST_KEPT = 1 << 20;
    static final int NUMBERS = 4;

    final @Nullable PieceEncoder pieces;
    final @Nullable Encoder stretches;
    final List<NormalizedText> texts = new ArrayList<>();
    final IntArrayList runs = new IntArrayList();
    IdBuffer out = new IdBuffer();
    IntArrayList starts = new IntArrayList();

    PipelineWorker(PipelineParts parts) {
        PieceModel model = parts.core().pieces();
        Tokenizer tokenizer = parts.core().tokenizer();
        pieces = model == null ? null : model.newEncoder();
        stretches = tokenizer == null ? null : tokenizer.newEncoder(SpecialTokenPolicy.IGNORE);
    }

    void clear() {
        if (out.ids().length > MOST_KEPT) {
            out = new IdBuffer();
            starts = new IntArrayList();
        }
        out.truncate(0);
        starts.clear();
        runs.clear();
        texts.clear();
    }

    /**
     * Begins a run.
     *
     * @param base what its places count from, in the given text
     * @param text the number of its normalized text, or -1
     * @param tileStart where the first token begins, or -1 if starts and ends are given with the tokens
     */
    void beginRun(int base, int text, int tileStart) {
        runs.add(out.size());
        runs.add(base);
        runs.add(text);
        runs.add(tileStart);
    }
}
