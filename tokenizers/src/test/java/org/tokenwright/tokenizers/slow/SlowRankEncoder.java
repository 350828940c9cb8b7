package org.tokenwright.tokenizers.slow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Encodes by ranks, as plainly as can be: of all neighbours that make a token, those of the lowest rank, the leftmost. */
public final class SlowRankEncoder {
    private final Map<String, Integer> ranks;

    /**
     * Creates an encoder.
     *
     * @param ranks the rank of each token, a byte string
     */
    public SlowRankEncoder(Map<String, Integer> ranks) {
        this.ranks = Map.copyOf(ranks);
    }

    /**
     * {@return the ids of a pretoken}
     *
     * @param pretoken a byte string
     */
    public List<Integer> encode(String pretoken) {
        return ranks.containsKey(pretoken)
                ? List.of(ranks.get(pretoken))
                : merge(pretoken).stream().map(ranks::get).toList();
    }

    /**
     * {@return what merging alone makes of a byte string}
     *
     * @param bytes a byte string
     */
    public List<String> merge(String bytes) {
        List<String> parts = new ArrayList<>(List.of(bytes.split("")));
        while (true) {
            int best = -1;
            int lowest = Integer.MAX_VALUE;
            for (int i = 0; i + 1 < parts.size(); i++) {
                int rank = ranks.getOrDefault(parts.get(i) + parts.get(i + 1), Integer.MAX_VALUE);
                if (rank < lowest) {
                    lowest = rank;
                    best = i;
                }
            }
            if (best < 0) {
                return parts;
            }
            parts.set(best, parts.get(best) + parts.remove(best + 1));
        }
    }
}
