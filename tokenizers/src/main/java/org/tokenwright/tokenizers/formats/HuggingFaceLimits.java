package org.tokenwright.tokenizers.formats;

/**
 * Limits of reading {@code tokenizer.json}, immutable. What exceeds them is malformed.
 *
 * @param fileBytes the size of the file
 * @param stringChars the length of a string, in chars
 * @param tokens how many tokens and how many merges there are, and what ids are below; at most {@link
 *     org.tokenwright.vocab.Vocabulary#MAX_ID_BOUND}
 * @param values how many values the parts beside the model and the added tokens have, each
 * @param depth how deeply values are nested
 */
record HuggingFaceLimits(long fileBytes, int stringChars, int tokens, int values, int depth) {
    /** 1 GiB; 16 Mi chars, room for maps of characters; 16 Mi tokens; 100,000 values; 64 levels. */
    static final HuggingFaceLimits DEFAULT = new HuggingFaceLimits(1L << 30, 1 << 24, 1 << 24, 100_000, 64);
}
