package org.tokenwright.tokenizers.pipeline;

import org.tokenwright.text.NormalizedText;

/**
 * Puts a space before pieces, cuts them and writes their bytes as characters, as far as told.
 *
 * @param spaced whether every piece that begins with no space gets one
 * @param cutter what cuts pieces; of no effect if it finds nothing
 * @param shown whether bytes are written as the characters that stand for them
 */
record ByteLevelPreTokenizer(boolean spaced, PreTokenizer cutter, boolean shown) implements PreTokenizer {
    private static final byte[] SPACE = {' '};

    @Override
    public Pieces apply(Pieces pieces) {
        Pieces cut = cutter.apply(spaced ? spaced(pieces) : pieces);
        return shown ? shown(cut) : cut;
    }

    private static Pieces spaced(Pieces pieces) {
        byte[] utf8 = pieces.text().bytes();
        NormalizedText.Editor editor = pieces.text().edit();
        int[] drifts = new int[pieces.size() + 1];
        for (int i = 0; i < pieces.size(); i++) {
            boolean added = pieces.isText(i) && utf8[pieces.start(i)] != ' ';
            if (added) {
                editor.keep(pieces.start(i)).replace(pieces.start(i), SPACE);
            }
            drifts[i + 1] = drifts[i] + (added ? 1 : 0);
        }
        Pieces changed = pieces.empty(editor.finish());
        for (int i = 0; i < pieces.size(); i++) {
            changed.add(pieces.start(i) + drifts[i], pieces.end(i) + drifts[i + 1], pieces.token(i));
        }
        return changed;
    }

    private static Pieces shown(Pieces pieces) {
        byte[] utf8 = pieces.text().bytes();
        NormalizedText.Editor editor = pieces.text().edit();
        int[] places = new int[2 * pieces.size()];
        int drift = 0;
        for (int i = 0; i < pieces.size(); i++) {
            places[2 * i] = pieces.start(i) + drift;
            for (int at = pieces.start(i); at < pieces.end(i) && pieces.isText(i); at++) {
                if (!ByteCharacters.isItself(utf8[at])) {
                    byte[] character = ByteCharacters.utf8(utf8[at]);
                    editor.keep(at).replace(at + 1, character);
                    drift += character.length - 1;
                }
            }
            places[2 * i + 1] = pieces.end(i) + drift;
        }
        Pieces changed = pieces.empty(editor.finish());
        for (int i = 0; i < pieces.size(); i++) {
            changed.add(places[2 * i], places[2 * i + 1], pieces.token(i));
        }
        return changed;
    }
}
