package org.tokenwright.tokenizers.formats;

import java.io.IOException;
import java.io.Writer;
import org.tokenwright.vocab.SpecialTokens;

/** Special tokens as the BoundlessBPE formats write them: a line with their number, and a line {@code ID STRING} for each. */
final class SpecialTokenLines {
    private SpecialTokenLines() {}

    /**
     * Checks that special tokens can be written.
     *
     * @throws IllegalArgumentException if one holds a line feed
     */
    static void check(SpecialTokens tokens) {
        for (String token : tokens.ids().keySet()) {
            if (token.contains("\n")) {
                throw new IllegalArgumentException("special token " + LineReader.quote(token)
                        + " holds a line feed, for which this format has no room");
            }
        }
    }

    static void write(SpecialTokens tokens, Writer writer) throws IOException {
        writer.write(tokens.ids().size() + "\n");
        for (var special : tokens.ids().entrySet()) {
            writer.write(special.getValue() + " " + special.getKey() + "\n");
        }
    }
}
