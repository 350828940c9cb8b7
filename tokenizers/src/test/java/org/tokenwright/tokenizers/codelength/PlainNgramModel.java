package org.tokenwright.tokenizers.codelength;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The formula of {@link AdaptiveNgramModel}, with a map for each context. */
final class PlainNgramModel {
    private final int order;
    private final int symbols;
    private final Map<List<Integer>, Map<Integer, Integer>> counts = new HashMap<>();
    private final List<Integer> text = new ArrayList<>();

    PlainNgramModel(int order, int symbols) {
        this.order = order;
        this.symbols = symbols;
    }

    void startText() {
        text.clear();
    }

    double[] probabilities(int id) {
        double[] byOrder = new double[order + 1];
        double p = 1.0 / symbols;
        for (int k = 0; k <= order; k++) {
            if (k <= text.size()) {
                Map<Integer, Integer> followers = counts.getOrDefault(context(k), Map.of());
                if (!followers.isEmpty()) {
                    double n =
                            followers.values().stream().mapToInt(count -> count).sum();
                    double t = followers.size();
                    p = (followers.getOrDefault(id, 0) + t * p) / (n + t);
                }
            }
            byOrder[k] = p;
        }
        return byOrder;
    }

    double entropy() {
        double entropy = 0;
        for (int id = 0; id < symbols; id++) {
            double p = probabilities(id)[order];
            entropy -= p * Math.log(p);
        }
        return entropy;
    }

    void append(int id) {
        for (int k = 0; k <= Math.min(order, text.size()); k++) {
            counts.computeIfAbsent(context(k), context -> new HashMap<>()).merge(id, 1, Integer::sum);
        }
        text.add(id);
    }

    private List<Integer> context(int length) {
        return List.copyOf(text.subList(text.size() - length, text.size()));
    }
}
