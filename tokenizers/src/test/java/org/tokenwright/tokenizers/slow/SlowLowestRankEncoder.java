package org.tokenwright.tokenizers.slow;

import java.util.ArrayList;
import java.util.List;

/** Merges as plainly as can be: of all pairs that have a merge, the one of the lowest rank, the leftmost of these. */
public final class SlowLowestRankEncoder {
    private final List<List<String>> merges;

    /**
     * Creates an encoder.
     *
     * @param merges the merges by rank, each a pair of tokens
     */
    public SlowLowestRankEncoder(List<List<String>> merges) {
        this.merges = merges;
    }

    /**
     * {@return the tokens of a pretoken}
     *
     * @param pretoken the pretoken
     */
    public List<String> encode(String pretoken) {
        List<String> tokens = new ArrayList<>(List.of(pretoken.split("")));
        for (int at = lowest(tokens); at >= 0; at = lowest(tokens)) {
            tokens.set(at, tokens.get(at) + tokens.remove(at + 1));
        }
        return tokens;
    }

    private int lowest(List<String> tokens) {
        for (List<String> merge : merges) {
            for (int i = 0; i + 1 < tokens.size(); i++) {
                if (merge.equals(tokens.subList(i, i + 2))) {
                    return i;
                }
            }
        }
        return -1;
    }
}
