package org.tokenwright.tokenizers.pipeline;

/** Replaces a string wherever it stands in a token, and holds back no more than could be its beginning. */
final class ReplaceStep implements TokenSink {
    private final TokenSink next;
    private final String string;
    private final String content;
    private final StringBuilder held = new StringBuilder();

    ReplaceStep(TokenSink next, String string, String content) {
        this.next = next;
        this.string = string;
        this.content = content;
    }

    @Override
    public void text(CharSequence part) {
        held.append(part);
        int from = 0;
        for (int at = held.indexOf(string); at >= 0; at = held.indexOf(string, from)) {
            next.text(held.substring(from, at));
            next.text(content);
            from = at + string.length();
        }
        int certain = Math.max(from, held.length() - string.length() + 1);
        while (certain > from && certain < held.length() && Character.isLowSurrogate(held.charAt(certain))) {
            certain--;
        }
        next.text(held.substring(from, certain));
        held.delete(0, certain);
    }

    @Override
    public void endToken() {
        next.text(held.toString());
        held.setLength(0);
        next.endToken();
    }

    @Override
    public void finish() {
        next.finish();
    }
}
