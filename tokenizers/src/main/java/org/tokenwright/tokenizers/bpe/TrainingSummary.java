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
 */
public record TrainingSummary(
        int requestedSize,
        long documents,
        long skippedDocuments,
        long bytes,
        long pretokens,
        long distinctPretokens,
        long runs) {
    /**
     * {@return this summary with another number of runs}
     *
     * @param total number of runs
     */
    public TrainingSummary withRuns(long total) {
        return new TrainingSummary(
                requestedSize, documents, skippedDocuments, bytes, pretokens, distinctPretokens, total);
    }
}
