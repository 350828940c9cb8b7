package org.tokenwright.tokenizers.train;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;

/**
 * The tokens of a vocabulary in the order in which merges make them; a token made twice keeps its first place, unless it was
 * removed in between.
 */
final class GrowingVocabulary {
    private static final int ABSENT = -1;

    private final int[] alphabet;

    /** The tokens in order; a removed token leaves a hole. */
    private final IntArrayList order = new IntArrayList();

    private int[] places = new int[0];
    private int size;

    GrowingVocabulary(int[] alphabet) {
        this.alphabet = alphabet;
        for (int token : alphabet) {
            add(token);
        }
    }

    void add(int token) {
        if (!holds(token)) {
            if (token >= places.length) {
                int length = places.length;
                places = Arrays.copyOf(places, Math.max(token + 1, 2 * length));
                Arrays.fill(places, length, places.length, ABSENT);
            }
            places[token] = order.size();
            order.add(token);
            size++;
        }
    }

    void remove(int token) {
        if (holds(token)) {
            order.set(places[token], ABSENT);
            places[token] = ABSENT;
            size--;
        }
    }

    boolean holds(int token) {
        return token < places.length && places[token] != ABSENT;
    }

    int[] alphabet() {
        return alphabet;
    }

    /** How many tokens there are besides the alphabet. */
    int added() {
        return size - alphabet.length;
    }

    /** The tokens by id. */
    int[] tokens() {
        return order.intStream().filter(token -> token != ABSENT).toArray();
    }
}
