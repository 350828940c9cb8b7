package org.tokenwright.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.formats.ByteAlphabet;

/** The tokens of a tokenizer in printable form: every byte is one visible character. */
final class TokenNames {
    private final Tokenizer tokenizer;
    private final @Nullable String[] names;

    TokenNames(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
        this.names = new @Nullable String[tokenizer.vocabulary().idBound()];
    }

    /** {@return the printable form of a token, or the string of a special token} */
    String name(int id) {
        if (id >= names.length || !tokenizer.vocabulary().contains(id)) {
            return ByteAlphabet.show(
                    Objects.requireNonNull(tokenizer.specialTokens().bytes(id), "a special token"));
        }
        @Nullable String known = names[id];
        if (known == null) {
            known = ByteAlphabet.show(tokenizer.vocabulary().bytes(id));
            names[id] = known;
        }
        return known;
    }
}
