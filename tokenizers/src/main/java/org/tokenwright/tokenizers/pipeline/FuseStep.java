package org.tokenwright.tokenizers.pipeline;

/** Makes one token of all. */
final class FuseStep implements TokenSink {
    private final TokenSink next;

    FuseStep(TokenSink next) {
        this.next = next;
    }

    @Override
    public void text(CharSequence part) {
        next.text(part);
    }

    @Override
    public void endToken() {}

    @Override
    public void finish() {
        next.endToken();
        next.finish();
    }
}
