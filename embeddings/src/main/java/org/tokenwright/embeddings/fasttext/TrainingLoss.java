package org.tokenwright.embeddings.fasttext;

/** The output side of a training step. One object a thread. */
sealed interface TrainingLoss {
    /**
     * Changes output rows, and sums up the gradient of the hidden vector.
     *
     * @param step hidden vector, gradient, learning rate
     * @param target the output that is right
     * @param all all outputs that are right, {@code target} among them
     */
    void update(TrainingStep step, int target, RowList all);

    /** Softmax over all outputs. */
    final class SoftmaxLoss implements TrainingLoss {
        private final Matrix output;
        private final float[] scores;

        SoftmaxLoss(Matrix output) {
            this.output = output;
            scores = new float[(int) output.rows()];
        }

        @Override
        public void update(TrainingStep step, int target, RowList all) {
            float[] hidden = step.hidden();
            output.dots(hidden, scores, scores.length);
            Softmax.apply(scores, scores.length);
            if (Float.isNaN(scores[0])) {
                throw step.diverged();
            }
            for (int i = 0; i < scores.length; i++) {
                float alpha = step.rate() * ((i == target ? 1 : 0) - scores[i]);
                Kernels.step(output.row(i), alpha, hidden, step.gradient());
            }
        }
    }

    /** The way from the target's leaf of a Huffman tree to the root. */
    record HierarchicalSoftmax(HuffmanTree tree, LogisticSteps steps) implements TrainingLoss {
        @Override
        public void update(TrainingStep step, int target, RowList all) {
            for (int node = target; tree.parent(node) >= 0; node = tree.parent(node)) {
                steps.add(step, tree.row(tree.parent(node)), tree.isRight(node));
            }
            steps.finish(step);
        }
    }

    /** The target against randomly drawn outputs. */
    record NegativeSampling(NegativeTable table, int negatives, LogisticSteps steps) implements TrainingLoss {
        @Override
        public void update(TrainingStep step, int target, RowList all) {
            steps.add(step, target, true);
            for (int i = 0; i < negatives; i++) {
                steps.add(step, table.draw(target, step.random()), false);
            }
            steps.finish(step);
        }
    }

    /** The target against noise, of which it may be a part. */
    record NoiseContrast(NegativeTable table, int negatives, LogisticSteps steps) implements TrainingLoss {
        @Override
        public void update(TrainingStep step, int target, RowList all) {
            steps.add(step, target, true);
            for (int i = 0; i < negatives; i++) {
                steps.add(step, table.draw(step.random()), false);
            }
            steps.finish(step);
        }
    }

    /** Every output for itself. */
    final class OneVsAll implements TrainingLoss {
        private final boolean[] right;
        private final LogisticSteps steps;

        OneVsAll(int outputs, LogisticSteps steps) {
            right = new boolean[outputs];
            this.steps = steps;
        }

        @Override
        public void update(TrainingStep step, int target, RowList all) {
            mark(all, true);
            for (int i = 0; i < right.length; i++) {
                steps.add(step, i, right[i]);
            }
            steps.finish(step);
            mark(all, false);
        }

        private void mark(RowList all, boolean value) {
            for (int i = 0; i < all.size(); i++) {
                right[all.get(i)] = value;
            }
        }
    }
}
