package org.tokenwright.embeddings.fasttext;

/**
 * The arguments that a model file keeps.
 *
 * @param dimension components of a vector
 * @param windowSize greatest distance of a context word
 * @param epochs passes over the corpus
 * @param minCount how often a word must occur
 * @param negatives draws of negative sampling for each target
 * @param wordNgrams longest n-gram of words
 * @param loss the loss function
 * @param task what the model is for
 * @param buckets rows that all n-grams share
 * @param minNgram shortest n-gram of characters
 * @param maxNgram longest n-gram of characters, 0 for none
 * @param updateRate tokens after which a thread looks at the learning rate again
 * @param sampling the threshold of the discarding of frequent words
 * @param hashes how many buckets each n-gram has in a model of floret, or 0 for one of fastText
 */
record ModelArguments(
        int dimension,
        int windowSize,
        int epochs,
        int minCount,
        int negatives,
        int wordNgrams,
        FastTextLoss loss,
        FastTextTask task,
        int buckets,
        int minNgram,
        int maxNgram,
        int updateRate,
        double sampling,
        int hashes) {
    boolean floret() {
        return hashes > 0;
    }

    boolean supervised() {
        return task == FastTextTask.SUPERVISED;
    }

    ModelArguments withEpochs(int epochs) {
        return new ModelArguments(
                dimension,
                windowSize,
                epochs,
                minCount,
                negatives,
                wordNgrams,
                loss,
                task,
                buckets,
                minNgram,
                maxNgram,
                updateRate,
                sampling,
                hashes);
    }
}
