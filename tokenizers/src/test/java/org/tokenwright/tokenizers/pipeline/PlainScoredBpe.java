package org.tokenwright.tokenizers.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** SentencePiece's BPE as it is defined: strings, and the whole text looked through for every merge. */
final class PlainScoredBpe {
    private final Map<String, Float> scores;
    private final Set<String> userDefined;
    private final Set<String> unused;

    /** What an unused token fell from last. */
    private final Map<String, List<String>> parts = new HashMap<>();

    PlainScoredBpe(Map<String, Float> scores, Set<String> userDefined, Set<String> unused) {
        this.scores = scores;
        this.userDefined = userDefined;
        this.unused = unused;
    }

    List<String> encode(String text) {
        parts.clear();
        List<String> symbols = new ArrayList<>();
        List<Boolean> frozen = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            String rest = text.substring(at);
            String piece = userDefined.stream()
                    .filter(rest::startsWith)
                    .max((a, b) -> Integer.compare(a.length(), b.length()))
                    .orElse("");
            frozen.add(!piece.isEmpty());
            symbols.add(piece.isEmpty() ? rest.substring(0, rest.offsetByCodePoints(0, 1)) : piece);
            at += symbols.getLast().length();
        }
        for (int i = 0; i + 1 < symbols.size(); i++) {
            think(symbols, frozen, i);
        }
        while (true) {
            int best = -1;
            float bestScore = 0;
            for (int i = 0; i + 1 < symbols.size(); i++) {
                Float score =
                        frozen.get(i) || frozen.get(i + 1) ? null : scores.get(symbols.get(i) + symbols.get(i + 1));
                if (score != null && (best < 0 || score > bestScore)) {
                    best = i;
                    bestScore = score;
                }
            }
            if (best < 0) {
                break;
            }
            symbols.set(best, symbols.get(best) + symbols.remove(best + 1));
            frozen.remove(best + 1);
            think(symbols, frozen, best - 1);
            think(symbols, frozen, best);
        }
        List<String> result = new ArrayList<>();
        for (String symbol : symbols) {
            fall(symbol, result);
        }
        return result;
    }

    private void think(List<String> symbols, List<Boolean> frozen, int left) {
        if (left >= 0 && left + 1 < symbols.size() && !frozen.get(left) && !frozen.get(left + 1)) {
            parts.put(symbols.get(left) + symbols.get(left + 1), List.of(symbols.get(left), symbols.get(left + 1)));
        }
    }

    private void fall(String symbol, List<String> result) {
        List<String> pair = unused.contains(symbol) ? parts.get(symbol) : null;
        if (pair == null) {
            result.add(symbol);
        } else {
            fall(pair.get(0), result);
            fall(pair.get(1), result);
        }
    }
}
