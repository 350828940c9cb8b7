package org.tokenwright.cli;

/** What is counted of a group of documents, by several models. For one thread. */
final class Tally {
    private final long[] tokens;
    private final long[] superwords;
    private long documents;
    private long bytes;
    private long words;

    /**
     * Creates a tally of nothing.
     *
     * @param models how many models count
     */
    Tally(int models) {
        tokens = new long[models];
        superwords = new long[models];
    }

    void addDocument(long bytes, long words) {
        documents++;
        this.bytes += bytes;
        this.words += words;
    }

    void addTokens(int model, long tokens, long superwords) {
        this.tokens[model] += tokens;
        this.superwords[model] += superwords;
    }

    long documents() {
        return documents;
    }

    long bytes() {
        return bytes;
    }

    /** {@return number of stretches without white space} */
    long words() {
        return words;
    }

    long tokens(int model) {
        return tokens[model];
    }

    double bytesPerToken(int model) {
        return (double) bytes / Math.max(tokens[model], 1);
    }

    double tokensPerWord(int model) {
        return (double) tokens[model] / Math.max(words, 1);
    }

    /** {@return which share of the tokens hold several pretokens} */
    double superwordShare(int model) {
        return (double) superwords[model] / Math.max(tokens[model], 1);
    }
}
