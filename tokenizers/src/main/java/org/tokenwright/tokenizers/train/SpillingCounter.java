package org.tokenwright.tokenizers.train;

import java.io.IOException;
import org.tokenwright.text.Normalization;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.pretokenize.Pretokenizer;
import org.tokenwright.tokenizers.slices.SliceTable;

/** Counts strings of bytes that it finds in documents, in bounded memory. For one thread. */
abstract class SpillingCounter extends DocumentCounter {
    final SpillingCounts counts;

    private SpillingCounter(Pretokenizer pretokenizer, Normalization normalization, SpillingCounts counts) {
        super(pretokenizer, normalization);
        this.counts = counts;
    }

    @Override
    void begin(int weight) {}

    @Override
    void end() throws IOException {
        counts.spill();
    }

    /** Counts the pretokens. */
    static final class OfPretokens extends SpillingCounter {
        OfPretokens(Pretokenizer pretokenizer, Normalization normalization, SpillingCounts counts) {
            super(pretokenizer, normalization, counts);
        }

        @Override
        void countPretoken(byte[] bytes, int start, int end, int weight) {
            counts.add(bytes, start, end, weight);
        }
    }

    /** Counts the runs of pretokens that a model of words has as tokens. */
    static final class OfRuns extends SpillingCounter {
        private final SliceTable eligible;
        private byte[] run = new byte[1 << 12];
        private int end;
        private int length;
        private int weight;

        /**
         * Creates a counter.
         *
         * @param eligible the pretokens that may take part in supermerges, with the ids of their tokens as payloads; not
         *     changed
         */
        OfRuns(BpeModel words, SliceTable eligible, SpillingCounts counts) {
            super(words.pretokenizer(), words.normalization(), counts);
            this.eligible = eligible;
        }

        @Override
        void begin(int times) {
            weight = times;
        }

        @Override
        void countPretoken(byte[] bytes, int start, int endOfPretoken, int times) {
            int slot = eligible.find(bytes, start, endOfPretoken);
            if (slot < 0) {
                endRun();
            } else {
                add((int) eligible.payload(slot));
            }
        }

        private void add(int token) {
            run = RunFile.ensureRoom(run, end);
            end = RunFile.put(run, end, token);
            length++;
        }

        private void endRun() {
            if (length > 1) {
                counts.add(run, 0, end, weight);
            }
            end = 0;
            length = 0;
        }

        @Override
        void end() throws IOException {
            endRun();
            super.end();
        }
    }
}
