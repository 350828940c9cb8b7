package org.tokenwright.tokenizers.pipeline;

import java.nio.charset.CodingErrorAction;

/** A step on the way from tokens to text. Immutable, safe for any number of threads. */
interface DecodeStep {
    /**
     * {@return a worker of this step, for one thread}
     *
     * @param next takes what comes out
     * @param malformed what becomes of bytes that are not UTF-8
     */
    TokenSink to(TokenSink next, CodingErrorAction malformed);
}
