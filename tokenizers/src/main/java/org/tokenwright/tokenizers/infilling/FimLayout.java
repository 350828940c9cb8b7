package org.tokenwright.tokenizers.infilling;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows on what in a sample. Immutable. */
final class FimLayout {
    private static final String MARK = "\u2581";

    private final List<Piece> pieces;

    /**
     * A special token or a section.
     *
     * @param token the name of a special token, or null
     * @param section a section, or null
     * @param text how the special token is written in text
     */
    record Piece(@Nullable String token, @Nullable FimSection section, String text) {}

    private FimLayout(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
    }

    /**
     * {@return a layout}
     *
     * @param elements names of special tokens and {@link FimSection}s; null is left out
     */
    static FimLayout of(@Nullable Object... elements) {
        List<Piece> pieces = new ArrayList<>();
        for (Object element : elements) {
            if (element instanceof FimSection section) {
                pieces.add(new Piece(null, section, ""));
            } else if (element instanceof String token) {
                pieces.add(new Piece(token, null, token));
            }
        }
        return new FimLayout(pieces);
    }

    /**
     * {@return this as it is written for SentencePiece, whose mark of a space begins the names of tokens: a space is before each but the
     * first and that which ends a sample, and one is before the prefix}
     */
    FimLayout spaced() {
        List<Piece> spaced = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            String token = piece.token();
            if (token != null && token.startsWith(MARK)) {
                boolean last = i == pieces.size() - 1;
                String before = i == 0 || last ? "" : " ";
                String behind = !last && isPrefix(pieces.get(i + 1).section()) ? " " : "";
                piece = new Piece(token, null, before + token.substring(MARK.length()) + behind);
            }
            spaced.add(piece);
        }
        return new FimLayout(spaced);
    }

    /** {@return whether a section is the beginning of the document} */
    static boolean isPrefix(@Nullable FimSection section) {
        return section == FimSection.PREFIX || section == FimSection.R_PREFIX;
    }

    List<Piece> pieces() {
        return pieces;
    }

    /** {@return the layout up to what is to be written} */
    FimLayout prompt() {
        int end = 0;
        while (!isTarget(pieces.get(end).section())) {
            end++;
        }
        return new FimLayout(pieces.subList(0, end));
    }

    private static boolean isTarget(@Nullable FimSection section) {
        return section == FimSection.MIDDLE || section == FimSection.TARGET;
    }

    /** {@return a sample as text} */
    String text(FimSample sample) {
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            text.append(piece.section() == null ? piece.text() : sample.text(piece.section()));
        }
        return text.toString();
    }
}
