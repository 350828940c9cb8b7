package org.tokenwright.embeddings.fasttext;

/** Scores every label by its own output row: softmax, or the logistic function of each. */
final class FlatScorer implements Scorer {
    private final Table output;
    private final boolean softmax;
    private final SigmoidTable sigmoid;
    private final float[] scores;

    FlatScorer(Table output, boolean softmax, SigmoidTable sigmoid) {
        this.output = output;
        this.softmax = softmax;
        this.sigmoid = sigmoid;
        scores = new float[Math.toIntExact(output.rows())];
    }

    @Override
    public void score(float[] hidden, float threshold, BestList best) {
        output.dots(hidden, scores, scores.length);
        if (softmax) {
            Softmax.apply(scores, scores.length);
        } else {
            for (int i = 0; i < scores.length; i++) {
                scores[i] = sigmoid.of(scores[i]);
            }
        }
        for (int i = 0; i < scores.length; i++) {
            float probability = scores[i];
            if (probability < threshold) {
                continue;
            }
            float log = Scorer.log(probability);
            if (!best.rejects(log)) {
                best.add(log, i, probability);
            }
        }
    }
}
