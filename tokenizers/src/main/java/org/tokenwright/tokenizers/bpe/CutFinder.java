package org.tokenwright.tokenizers.bpe;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.tokenwright.text.Normalization;
import org.tokenwright.tokenizers.pretokenize.Pretokenizer;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.SpecialTokens;

/** Finds places at which a text can be cut in two that are encoded independently. Immutable. */
final class CutFinder {
    /*
     * What comes between a text and its pretokens must not look over the cut, and what comes behind them neither:
     *
     *   Special tokens are searched from left to right, the longest at a place. None of them is searched over a cut between
     *   two bytes that no special token holds side by side.
     *
     *   NFC normalizes pieces that begin at characters below U+0300. So a cut before one of these is none for it. A cut behind
     *   a line feed leaves what follows: a line feed composes with nothing, and its piece is left alone as a whole, if it is not
     *   UTF-8, on either side of it.
     *
     *   Supermerges join pretokens of a stretch, all of them operands of supermerges. A pretoken that ends with another byte
     *   than all these operands is none of them, so that a stretch ends before it.
     */
    private final Pretokenizer pretokenizer;
    private final boolean normalizes;
    private final BitSet inSpecialTokens = new BitSet();
    private final BitSet endsOperand = new BitSet();

    /**
     * Makes a finder.
     *
     * @param special the special tokens that are looked for in texts
     */
    CutFinder(BpeModel model, SpecialTokens special) {
        pretokenizer = model.pretokenizer();
        normalizes = model.normalization() != Normalization.NONE;
        for (String token : special.ids().keySet()) {
            byte[] utf8 = token.getBytes(StandardCharsets.UTF_8);
            for (int i = 1; i < utf8.length; i++) {
                inSpecialTokens.set(pair(utf8, i));
            }
        }
        MergeTable supermerges = Supermerges.applicable(model);
        for (int rank = 0; supermerges != null && rank < supermerges.size(); rank++) {
            addOperand(model, supermerges.left(rank));
            addOperand(model, supermerges.right(rank));
        }
    }

    private void addOperand(BpeModel model, int symbol) {
        byte[] bytes = model.symbolBytes(symbol);
        endsOperand.set(bytes[bytes.length - 1] & 0xFF);
    }

    private static int pair(byte[] utf8, int at) {
        return (utf8[at - 1] & 0xFF) << 8 | (utf8[at] & 0xFF);
    }

    /** The last cut inside a range, or its start if there is none. */
    int last(byte[] utf8, int start, int end) {
        for (int at = end - 1; at > start; at--) {
            if (pretokenizer.isCut(utf8, start, end, at) && isCut(utf8, at)) {
                return at;
            }
        }
        return start;
    }

    private boolean isCut(byte[] utf8, int at) {
        return !endsOperand.get(utf8[at - 1] & 0xFF)
                && !(normalizes && utf8[at - 1] < 0 && utf8[at] < 0)
                && !inSpecialTokens.get(pair(utf8, at));
    }
}
