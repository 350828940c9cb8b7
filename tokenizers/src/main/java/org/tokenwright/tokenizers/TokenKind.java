package org.tokenwright.tokenizers;

/** What a token of a {@link Tokenizer} is for. */
public enum TokenKind {
    /** Text, or bytes of text. */
    TEXT("text"),
    /** Text that is found before the rest of a text is split, and is always this token. */
    ADDED("added"),
    /** One byte of a character that no other token covers; the token has the byte's name, such as {@code <0x0A>}. */
    BYTE("byte"),
    /** What no other token covers. */
    UNKNOWN("unknown"),
    /** Nothing that a text is encoded to. */
    UNUSED("unused"),
    /** One of {@link Tokenizer#specialTokens()}. */
    SPECIAL("special");

    private final String label;

    TokenKind(String label) {
        this.label = label;
    }

    /**
     * {@return the word by which reports know the kind}
     */
    public String label() {
        return label;
    }
}
