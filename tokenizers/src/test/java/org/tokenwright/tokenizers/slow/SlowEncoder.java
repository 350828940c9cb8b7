package org.tokenwright.tokenizers.slow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * A plain model of the encoder, to compare the fast one with. Byte strings are those of {@link Bytes}.
 */
public final class SlowEncoder {
    private final Map<List<String>, NavigableSet<Integer>> merges = new HashMap<>();
    private final Map<List<String>, Integer> supermerges = new HashMap<>();
    private final Set<String> operands = new HashSet<>();

    /**
     * Creates an encoder.
     *
     * @param merges the merges inside pretokens by rank, each a pair of tokens
     * @param supermerges the merges of whole pretokens by rank; empty for plain BPE
     */
    public SlowEncoder(List<List<String>> merges, List<List<String>> supermerges) {
        for (int rank = 0; rank < merges.size(); rank++) {
            this.merges
                    .computeIfAbsent(merges.get(rank), pair -> new TreeSet<>())
                    .add(rank);
        }
        for (int rank = 0; rank < supermerges.size(); rank++) {
            this.supermerges.putIfAbsent(supermerges.get(rank), rank);
            operands.addAll(supermerges.get(rank));
        }
    }

    /**
     * {@return the tokens of a text}
     *
     * @param pretokens its pretokens
     */
    public List<String> encode(List<String> pretokens) {
        List<String> tokens = new ArrayList<>();
        List<String> run = new ArrayList<>();
        for (String pretoken : pretokens) {
            List<String> word = encodeWord(pretoken);
            if (word.size() == 1 && operands.contains(word.get(0))) {
                run.addAll(word);
            } else {
                tokens.addAll(encodeRun(run));
                run.clear();
                tokens.addAll(word);
            }
        }
        tokens.addAll(encodeRun(run));
        return tokens;
    }

    /**
     * {@return the tokens of a pretoken: of the pairs there are, the one with the lowest rank above the last rank used is
     * merged everywhere, as long as there is one}
     *
     * @param pretoken the pretoken
     */
    public List<String> encodeWord(String pretoken) {
        List<String> tokens = Arrays.asList(pretoken.split(""));
        int clock = -1;
        while (true) {
            int rank = Integer.MAX_VALUE;
            List<String> lowest = List.of();
            for (int i = 0; i + 1 < tokens.size(); i++) {
                List<String> pair = List.of(tokens.get(i), tokens.get(i + 1));
                Integer next = merges.getOrDefault(pair, new TreeSet<>()).higher(clock);
                if (next != null && next < rank) {
                    rank = next;
                    lowest = pair;
                }
            }
            if (lowest.isEmpty()) {
                return tokens;
            }
            tokens = merge(tokens, lowest);
            clock = rank;
        }
    }

    /** Merges, as long as there is a pair with a rank, the pair with the lowest rank everywhere. There is no clock. */
    private List<String> encodeRun(List<String> run) {
        List<String> tokens = run;
        while (true) {
            int rank = Integer.MAX_VALUE;
            List<String> lowest = List.of();
            for (int i = 0; i + 1 < tokens.size(); i++) {
                List<String> pair = List.of(tokens.get(i), tokens.get(i + 1));
                if (supermerges.getOrDefault(pair, Integer.MAX_VALUE) < rank) {
                    rank = supermerges.get(pair);
                    lowest = pair;
                }
            }
            if (lowest.isEmpty()) {
                return tokens;
            }
            tokens = merge(tokens, lowest);
        }
    }

    /** Replaces, from left to right, all occurrences of a pair that do not overlap. */
    static List<String> merge(List<String> tokens, List<String> pair) {
        List<String> merged = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (i + 1 < tokens.size() && tokens.subList(i, i + 2).equals(pair)) {
                merged.add(pair.get(0) + pair.get(1));
                i++;
            } else {
                merged.add(tokens.get(i));
            }
        }
        return merged;
    }
}
