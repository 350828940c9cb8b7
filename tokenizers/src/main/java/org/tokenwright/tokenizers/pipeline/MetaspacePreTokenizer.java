package org.tokenwright.tokenizers.pipeline;

import java.nio.charset.StandardCharsets;
import org.tokenwright.text.NormalizedText;

/**
 * Writes spaces as another character, puts one before pieces, and cuts before each.
 *
 * @param replacement the character
 * @param prefix which pieces get one, unless they begin with one
 * @param splits whether pieces are cut before each
 */
record MetaspacePreTokenizer(String replacement, Prefix prefix, boolean splits) implements PreTokenizer {
    /** Which pieces get a prefix. */
    enum Prefix {
        ALWAYS,
        FIRST,
        NEVER
    }

    @Override
    public Pieces apply(Pieces pieces) {
        byte[] mark = replacement.getBytes(StandardCharsets.UTF_8);
        byte[] utf8 = pieces.text().bytes();
        NormalizedText.Editor editor = pieces.text().edit();
        int[] places = new int[2 * pieces.size()];
        int drift = 0;
        for (int i = 0; i < pieces.size(); i++) {
            int start = pieces.start(i);
            int end = pieces.end(i);
            places[2 * i] = start + drift;
            if (pieces.isText(i)) {
                editor.keep(start);
                if (isPrefixed(pieces, i, utf8, mark)) {
                    editor.replace(start, mark);
                    drift += mark.length;
                }
                for (int at = start; at < end; at++) {
                    if (utf8[at] == ' ') {
                        editor.keep(at).replace(at + 1, mark);
                        drift += mark.length - 1;
                    }
                }
            }
            places[2 * i + 1] = end + drift;
        }
        Pieces changed = pieces.empty(editor.finish());
        for (int i = 0; i < pieces.size(); i++) {
            changed.add(places[2 * i], places[2 * i + 1], pieces.token(i));
        }
        return splits
                ? new SplitPreTokenizer(new LiteralPattern(replacement), SplitBehavior.MERGED_WITH_NEXT, false)
                        .apply(changed)
                : changed;
    }

    private boolean isPrefixed(Pieces pieces, int piece, byte[] utf8, byte[] mark) {
        int start = pieces.start(piece);
        int end = pieces.end(piece);
        boolean begins = utf8[start] == ' '
                || (end - start >= mark.length
                        && java.util.Arrays.equals(utf8, start, start + mark.length, mark, 0, mark.length));
        return !begins
                && switch (prefix) {
                    case ALWAYS -> true;
                    case FIRST -> pieces.isAtStart(piece);
                    case NEVER -> false;
                };
    }
}
