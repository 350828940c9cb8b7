package org.tokenwright.tokenizers.slow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A plain model of the encoder, to compare the fast one with. Byte strings are those of {@link Bytes}.
 */
public final class SlowEncoder {
    private final Map<List<String>, NavigableSet<Integer>> merges = new HashMap<>();
    private final Map<String, NavigableMap<Integer, List<String>>> deletions = new HashMap<>();
    private final Map<List<String>, Integer> supermerges = new HashMap<>();
    private final Set<String> operands = new HashSet<>();

    /**
     * Creates an encoder without deletions.
     *
     * @param merges the merges inside pretokens by rank, each a pair of tokens
     * @param supermerges the merges of whole pretokens by rank; empty for plain BPE
     */
    public SlowEncoder(List<List<String>> merges, List<List<String>> supermerges) {
        this(merges, supermerges, List.of(), true);
    }

    /**
     * Creates an encoder.
     *
     * @param merges the merges inside pretokens by rank, each a pair of tokens
     * @param supermerges the merges of whole pretokens by rank; empty for plain BPE
     * @param deletions the deletions, which share a clock with the merges
     * @param intoBytes whether deleted tokens fall into bytes, or into the operands of their first merge, and these further
     *     if they are deleted at the time
     */
    public SlowEncoder(
            List<List<String>> merges,
            List<List<String>> supermerges,
            List<SlowTrainer.Deletion> deletions,
            boolean intoBytes) {
        Set<String> alive = new HashSet<>();
        Map<String, List<String>> makers = new HashMap<>();
        int time = 0;
        for (int rank = 0; rank <= merges.size(); rank++) {
            for (SlowTrainer.Deletion deletion : deletions) {
                if (deletion.merges() == rank) {
                    alive.remove(deletion.token());
                    this.deletions
                            .computeIfAbsent(deletion.token(), token -> new TreeMap<>())
                            .put(time++, parts(deletion.token(), intoBytes, makers, alive));
                }
            }
            if (rank < merges.size()) {
                List<String> pair = merges.get(rank);
                this.merges.computeIfAbsent(pair, key -> new TreeSet<>()).add(time++);
                makers.putIfAbsent(pair.get(0) + pair.get(1), pair);
                alive.add(pair.get(0) + pair.get(1));
            }
        }
        for (int rank = 0; rank < supermerges.size(); rank++) {
            this.supermerges.putIfAbsent(supermerges.get(rank), rank);
            operands.addAll(supermerges.get(rank));
        }
    }

    private static List<String> parts(
            String token, boolean intoBytes, Map<String, List<String>> makers, Set<String> alive) {
        if (intoBytes) {
            return Arrays.asList(token.split(""));
        }
        List<String> parts = new ArrayList<>();
        for (String operand : makers.get(token)) {
            boolean stays = operand.length() == 1 || alive.contains(operand);
            parts.addAll(stays ? List.of(operand) : parts(operand, false, makers, alive));
        }
        return parts;
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
     * {@return the tokens of a pretoken: of the merges and deletions that apply, the first behind the last one used is applied
     * everywhere, as long as there is one}
     *
     * @param pretoken the pretoken
     */
    public List<String> encodeWord(String pretoken) {
        List<String> tokens = Arrays.asList(pretoken.split(""));
        int clock = -1;
        while (true) {
            int time = Integer.MAX_VALUE;
            List<String> applied = List.of();
            for (int i = 0; i < tokens.size(); i++) {
                Integer deleted = deletions
                        .getOrDefault(tokens.get(i), Collections.emptyNavigableMap())
                        .higherKey(clock);
                if (deleted != null && deleted < time) {
                    time = deleted;
                    applied = tokens.subList(i, i + 1);
                }
                List<String> pair = i + 1 < tokens.size() ? tokens.subList(i, i + 2) : List.of();
                Integer merged = merges.getOrDefault(pair, Collections.emptyNavigableSet())
                        .higher(clock);
                if (merged != null && merged < time) {
                    time = merged;
                    applied = pair;
                }
            }
            if (applied.isEmpty()) {
                return tokens;
            }
            tokens = applied.size() == 2
                    ? merge(tokens, List.copyOf(applied))
                    : split(
                            tokens,
                            applied.get(0),
                            deletions.get(applied.get(0)).get(time));
            clock = time;
        }
    }

    private static List<String> split(List<String> tokens, String token, List<String> parts) {
        List<String> split = new ArrayList<>();
        tokens.forEach(each -> split.addAll(each.equals(token) ? parts : List.of(each)));
        return split;
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
