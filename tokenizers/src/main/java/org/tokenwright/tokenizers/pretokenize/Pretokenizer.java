package org.tokenwright.tokenizers.pretokenize;

/**
 * Cuts a text into pretokens that tile it: what a pattern leaves between two matches is a pretoken of its own, and a match
 * of no character is a cut. Immutable, safe for any number of threads.
 */
public sealed interface Pretokenizer permits NamedPretokenizer, RegexPretokenizer, ScriptAwarePretokenizer {
    /**
     * {@return the name in {@link Pretokenizers}, or the regular expression itself if it has none}
     */
    String name();

    /**
     * {@return the regular expression whose matches, from left to right, are the pretokens}
     */
    String regex();

    /**
     * {@return a scanner for one thread}
     */
    PretokenScanner newScanner();
}
