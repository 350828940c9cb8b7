package org.tokenwright.tokenizers.bpe;

/**
 * What a model was trained on. Kept in the model file as a note; without meaning for encoding.
 *
 * @param requestedSize the vocabulary size that was asked for, special tokens not counted
 * @param documents number of documents read
 * @param skippedDocuments number of malformed documents passed over
 * @param bytes UTF-8 bytes of the documents
 * @param pretokens number of pretokens
 * @param distinctPretokens number of different pretokens
 * @param runs number of runs of pretokens that could take part in supermerges; 0 for plain BPE
 * @param distinctRuns number of sequences in which superwords were looked for: different runs, or pieces of runs, which are
 *     cut where neighbours are rare
 */
public record TrainingSummary(
        int requestedSize,
        long documents,
        long skippedDocuments,
        long bytes,
        long pretokens,
        long distinctPretokens,
        long runs,
        long distinctRuns) {
    /**
     * {@return this summary with other numbers of runs}
     *
     * @param total number of runs
     * @param distinct number of different runs, or pieces of runs
     */
    public TrainingSummary withRuns(long total, long distinct) {
        return new TrainingSummary(
                requestedSize, documents, skippedDocuments, bytes, pretokens, distinctPretokens, total, distinct);
    }
}
