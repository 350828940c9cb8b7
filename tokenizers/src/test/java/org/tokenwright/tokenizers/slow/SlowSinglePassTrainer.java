package org.tokenwright.tokenizers.slow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A plain model of the first BoundlessBPE paper's algorithm: one pass, in which merges, deletions and supermerges share a
 * clock. It is slow, and nothing but this model does it: trainers have two passes. Byte strings are those of {@link Bytes}.
 */
public final class SlowSinglePassTrainer {
    private final Predicate<String> rule;
    private final double threshold;
    private final boolean intoBytes;
    private final Lane words;
    private final Lane documents;
    private final Set<String> vocabulary = new LinkedHashSet<>();
    private final Map<String, List<String>> operands = new HashMap<>();
    private final List<Event> events = new ArrayList<>();

    /** What happens at a tick of the clock. */
    public enum Kind {
        /** A merge inside pretokens. */
        MERGE,
        /** A token of the merge before falls apart. */
        DELETION,
        /** A merge of whole pretokens. */
        SUPERMERGE
    }

    /**
     * An event.
     *
     * @param kind what happens
     * @param left the left operand, or what is deleted
     * @param right the right operand; empty for deletions
     * @param count occurrences of the pair when it was merged, also of that which brought a deletion about
     * @param whole whether the merge made a whole pretoken of some
     */
    public record Event(Kind kind, String left, String right, long count, boolean whole) {}

    private SlowSinglePassTrainer(
            List<List<String>> texts, Predicate<String> rule, double threshold, boolean intoBytes) {
        this.rule = rule;
        this.threshold = threshold;
        this.intoBytes = intoBytes;
        Map<List<String>, Long> pretokens = new LinkedHashMap<>();
        for (List<String> text : texts) {
            text.forEach(pretoken -> pretokens.merge(Arrays.asList(pretoken.split("")), 1L, Long::sum));
        }
        words = new Lane(List.copyOf(pretokens.keySet()), List.copyOf(pretokens.values()), null);
        documents = new Lane(texts, texts.stream().map(text -> 1L).toList(), new HashSet<>());
        for (char value = 0; value < 256; value++) {
            vocabulary.add(String.valueOf(value));
        }
    }

    /**
     * Trains.
     *
     * @param texts the pretokens of each document
     * @param rule which pretokens may take part in supermerges
     * @param threshold the share of a token's occurrences with which a merge that uses them up deletes it
     * @param intoBytes whether deleted tokens fall into bytes, or into the operands of their first merge
     * @param size tokens in all, deleted ones included
     * @return the events
     */
    public static List<Event> train(
            List<List<String>> texts, Predicate<String> rule, double threshold, boolean intoBytes, int size) {
        SlowSinglePassTrainer trainer = new SlowSinglePassTrainer(texts, rule, threshold, intoBytes);
        while (trainer.vocabulary.size() < size && trainer.step()) {}
        return trainer.events;
    }

    private boolean step() {
        @Nullable Pair word = words.best(vocabulary);
        @Nullable Pair words2 = documents.best(vocabulary);
        if (word == null && words2 == null) {
            return false;
        }
        long wordCount = word == null ? -1 : words.count(word);
        long superCount = words2 == null ? -1 : documents.count(words2);
        if (word != null && wordCount > superCount) {
            merge(word);
        } else if (words2 != null) {
            supermerge(words2);
        }
        return true;
    }

    private void merge(Pair pair) {
        long count = words.count(pair);
        long[] before = {words.tokens(pair.left()), words.tokens(pair.right())};
        boolean whole = words.merge(pair);
        make(Kind.MERGE, pair, count, whole);
        String[] tokens = {pair.left(), pair.right()};
        for (int i = 0; i < 2; i++) {
            if (tokens[i].length() > 1 && (double) count / before[i] >= threshold) {
                words.split(tokens[i], intoBytes ? List.of(tokens[i].split("")) : operands.get(tokens[i]));
                events.add(new Event(Kind.DELETION, tokens[i], "", count, false));
            }
        }
        if (whole && rule.test(pair.product())) {
            documents.unlock(pair.product());
        }
    }

    /** A pretoken twice makes a token that takes part in no supermerge, unless it is a whole document. */
    private void supermerge(Pair pair) {
        long count = documents.count(pair);
        documents.merge(pair);
        make(Kind.SUPERMERGE, pair, count, false);
        if (!pair.left().equals(pair.right()) || documents.hasSequence(pair.product())) {
            documents.unlock(pair.product());
        }
    }

    private void make(Kind kind, Pair pair, long count, boolean whole) {
        events.add(new Event(kind, pair.left(), pair.right(), count, whole));
        vocabulary.add(pair.product());
        operands.putIfAbsent(pair.product(), List.of(pair.left(), pair.right()));
    }

    private record Pair(String left, String right) {
        String product() {
            return left + right;
        }
    }

    /** Sequences of tokens with weights; what changes is counted anew. */
    private static final class Lane {
        private static final Comparator<Pair> ORDER =
                Comparator.comparing(Pair::left).thenComparing(Pair::right);

        private final List<List<String>> sequences;
        private final List<Long> weights;
        private final @Nullable Set<String> unlocked;
        private final Map<Pair, Long> pairs = new HashMap<>();
        private final Map<String, Long> tokens = new HashMap<>();
        private final Map<String, Set<Integer>> places = new HashMap<>();

        Lane(List<List<String>> sequences, List<Long> weights, @Nullable Set<String> unlocked) {
            this.sequences = new ArrayList<>(sequences);
            this.weights = weights;
            this.unlocked = unlocked;
            for (int i = 0; i < sequences.size(); i++) {
                count(i, 1);
            }
        }

        long count(Pair pair) {
            return pairs.getOrDefault(pair, 0L);
        }

        long tokens(String token) {
            return tokens.getOrDefault(token, 0L);
        }

        boolean hasSequence(String token) {
            return sequences.contains(List.of(token));
        }

        /** The most frequent pair that does not make a token there is; of those as frequent the smallest. */
        @Nullable
        Pair best(Set<String> vocabulary) {
            @Nullable Pair best = null;
            long most = 0;
            for (Map.Entry<Pair, Long> entry : pairs.entrySet()) {
                Pair pair = entry.getKey();
                long count = entry.getValue();
                boolean better = count > most || (count == most && best != null && ORDER.compare(pair, best) < 0);
                if (better && !vocabulary.contains(pair.product())) {
                    best = pair;
                    most = count;
                }
            }
            return best;
        }

        /** Counts the pairs of a sequence that do not overlap, and its tokens, with a sign. */
        private void count(int index, int sign) {
            List<String> sequence = sequences.get(index);
            long weight = sign * weights.get(index);
            boolean overlaps = false;
            for (int i = 0; i < sequence.size(); i++) {
                String token = sequence.get(i);
                add(tokens, token, weight);
                if (sign > 0) {
                    places.computeIfAbsent(token, key -> new HashSet<>()).add(index);
                } else {
                    places.get(token).remove(index);
                }
                if (i + 1 == sequence.size()) {
                    break;
                }
                Pair pair = new Pair(token, sequence.get(i + 1));
                boolean twice = pair.left().equals(pair.right());
                boolean counts = !(twice && overlaps)
                        && (unlocked == null || (unlocked.contains(pair.left()) && unlocked.contains(pair.right())));
                if (counts) {
                    add(pairs, pair, weight);
                }
                overlaps = counts && twice;
            }
        }

        private static <K> void add(Map<K, Long> counts, K key, long number) {
            counts.merge(key, number, (old, more) -> old + more == 0 ? null : old + more);
        }

        /** Merges a pair everywhere, and returns whether some sequence became a single token by it. */
        boolean merge(Pair pair) {
            boolean whole = false;
            for (int index : placesOf(pair.left())) {
                List<String> merged = SlowEncoder.merge(sequences.get(index), List.of(pair.left(), pair.right()));
                if (merged.size() < sequences.get(index).size()) {
                    change(index, merged);
                    whole |= merged.size() == 1;
                }
            }
            return whole;
        }

        void split(String token, List<String> parts) {
            for (int index : placesOf(token)) {
                List<String> split = new ArrayList<>();
                sequences.get(index).forEach(each -> split.addAll(each.equals(token) ? parts : List.of(each)));
                change(index, split);
            }
        }

        void unlock(String token) {
            List<Integer> indexes = placesOf(token);
            indexes.forEach(index -> count(index, -1));
            if (unlocked != null) {
                unlocked.add(token);
            }
            indexes.forEach(index -> count(index, 1));
        }

        private List<Integer> placesOf(String token) {
            return List.copyOf(places.getOrDefault(token, Set.of()));
        }

        private void change(int index, List<String> sequence) {
            count(index, -1);
            sequences.set(index, sequence);
            count(index, 1);
        }
    }
}
