package org.tokenwright.tokenizers.pipeline;

/** Takes the text of tokens, in parts as they come. For one thread. */
interface TokenSink {
    /** Takes more of the current token's text. */
    void text(CharSequence part);

    /** Ends the current token. */
    void endToken();

    /** Ends the text, and begins another. */
    void finish();
}
