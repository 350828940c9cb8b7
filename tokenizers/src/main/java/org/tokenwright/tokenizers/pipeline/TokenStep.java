package org.tokenwright.tokenizers.pipeline;

/** A step that looks at each token as a whole. For one thread. */
abstract class TokenStep implements TokenSink {
    private final TokenSink next;
    private final StringBuilder token = new StringBuilder();
    private int count;

    TokenStep(TokenSink next) {
        this.next = next;
    }

    /**
     * Takes a token.
     *
     * @param text its text
     * @param index how many tokens came before it
     * @param out where what becomes of it goes
     */
    abstract void token(String text, int index, TokenSink out);

    /** Ends the text. */
    void end(TokenSink out) {}

    /** Gives a token on. */
    static void give(String text, TokenSink out) {
        out.text(text);
        out.endToken();
    }

    @Override
    public final void text(CharSequence part) {
        token.append(part);
    }

    @Override
    public final void endToken() {
        String text = token.toString();
        token.setLength(0);
        token(text, count++, next);
    }

    @Override
    public final void finish() {
        end(next);
        count = 0;
        next.finish();
    }
}
