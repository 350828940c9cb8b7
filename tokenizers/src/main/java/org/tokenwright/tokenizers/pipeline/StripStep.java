package org.tokenwright.tokenizers.pipeline;

/** Takes a character from the ends of every token, so often at most. */
final class StripStep implements TokenSink {
    private final TokenSink next;
    private final char character;
    private final int mostAtStart;
    private final int mostAtEnd;
    private int leftAtStart;

    /** How many of the last chars are the character and may have to go. */
    private int held;

    StripStep(TokenSink next, char character, int mostAtStart, int mostAtEnd) {
        this.next = next;
        this.character = character;
        this.mostAtStart = mostAtStart;
        this.mostAtEnd = mostAtEnd;
        leftAtStart = mostAtStart;
    }

    @Override
    public void text(CharSequence part) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == character && leftAtStart > 0) {
                leftAtStart--;
            } else if (c == character && held < mostAtEnd) {
                leftAtStart = 0;
                held++;
            } else {
                leftAtStart = 0;
                if (c == character) {
                    out.append(c);
                } else {
                    release(out);
                    out.append(c);
                }
            }
        }
        next.text(out);
    }

    private void release(StringBuilder out) {
        for (; held > 0; held--) {
            out.append(character);
        }
    }

    @Override
    public void endToken() {
        leftAtStart = mostAtStart;
        held = 0;
        next.endToken();
    }

    @Override
    public void finish() {
        next.finish();
    }
}
