package org.tokenwright.tokenizers.train;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.BitSet;

/** The tokens of a vocabulary in the order in which merges make them; a token made twice keeps its first place. */
final class GrowingVocabulary {
    private final int[] alphabet;
    private final IntArrayList order = new IntArrayList();
    private final BitSet held = new BitSet();

    GrowingVocabulary(int[] alphabet) {
        this.alphabet = alphabet;
        for (int token : alphabet) {
            add(token);
        }
    }

    void add(int token) {
        if (!held.get(token)) {
            held.set(token);
            order.add(token);
        }
    }

    int[] alphabet() {
        return alphabet;
    }

    /** How many tokens have been added to the alphabet. */
    int added() {
        return order.size() - alphabet.length;
    }

    int size() {
        return order.size();
    }

    int token(int id) {
        return order.getInt(id);
    }
}
