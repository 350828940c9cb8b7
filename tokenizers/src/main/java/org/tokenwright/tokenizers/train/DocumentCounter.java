package org.tokenwright.tokenizers.train;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.Normalization;
import org.tokenwright.text.NormalizedText;
import org.tokenwright.tokenizers.pretokenize.PretokenScanner;
import org.tokenwright.tokenizers.pretokenize.Pretokenizer;

/** Cuts documents into pretokens and counts something about them. For one thread. */
abstract class DocumentCounter {
    private final PretokenScanner scanner;
    private final Normalization normalization;
    private final int[] ends = new int[512];
    private long pretokens;

    DocumentCounter(Pretokenizer pretokenizer, Normalization normalization) {
        this.scanner = pretokenizer.newScanner();
        this.normalization = normalization;
    }

    /**
     * Counts a document.
     *
     * @param weight how many times the document counts
     */
    final void count(byte[] bytes, int start, int end, int weight) throws IOException {
        begin(weight);
        @Nullable NormalizedText normalized = normalization.apply(bytes, start, end);
        if (normalized == null) {
            countPretokens(bytes, start, end, weight);
        } else {
            countPretokens(normalized.bytes(), 0, normalized.length(), weight);
        }
        end();
    }

    private void countPretokens(byte[] bytes, int start, int end, int weight) {
        scanner.reset(bytes, start, end);
        int from = start;
        for (int found = scanner.next(ends); found > 0; found = scanner.next(ends)) {
            for (int i = 0; i < found; i++) {
                countPretoken(bytes, from, ends[i], weight);
                from = ends[i];
            }
            pretokens += (long) found * weight;
        }
    }

    /** Begins a document. */
    abstract void begin(int weight);

    abstract void countPretoken(byte[] bytes, int start, int end, int weight);

    /** Ends a document. */
    abstract void end() throws IOException;

    /** How many pretokens there were. */
    final long pretokens() {
        return pretokens;
    }
}
