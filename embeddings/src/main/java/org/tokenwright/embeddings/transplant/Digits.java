package org.tokenwright.embeddings.transplant;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;

/** How tokenizers cut numbers, on which the arithmetic of a model depends. */
final class Digits {
    private static final String NUMBERS = "1234567890";

    private Digits() {}

    /** {@return a warning if two tokenizers cut numbers differently, else null} */
    static @Nullable String warning(Tokenizer donor, Tokenizer base) {
        for (int length = 2; length <= NUMBERS.length(); length++) {
            String number = "a " + NUMBERS.substring(0, length);
            List<String> donorPieces = pieces(donor, number);
            List<String> basePieces = pieces(base, number);
            if (!donorPieces.equals(basePieces)) {
                return "numbers are cut differently, which harms arithmetic: " + number.substring(2) + " is "
                        + String.join("|", donorPieces) + " for the new tokenizer, " + String.join("|", basePieces)
                        + " for the old one";
            }
        }
        return null;
    }

    private static List<String> pieces(Tokenizer tokenizer, String number) {
        List<String> pieces = new ArrayList<>();
        int[] ids;
        try {
            ids = tokenizer.encode(number, SpecialTokenPolicy.IGNORE);
        } catch (IllegalArgumentException e) {
            return pieces; // no tokens for digits
        }
        for (int id : ids) {
            String piece = tokenizer.decode(id).strip();
            if (!piece.isEmpty() && piece.chars().allMatch(c -> c >= '0' && c <= '9')) {
                pieces.add(piece);
            }
        }
        return pieces;
    }
}
