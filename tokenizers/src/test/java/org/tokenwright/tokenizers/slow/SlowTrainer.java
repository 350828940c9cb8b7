package org.tokenwright.tokenizers.slow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A plain model of the trainers, to compare the fast ones with: every step counts all pairs anew. Byte strings are those
 * of {@link Bytes}; a text is given as its pretokens.
 */
public final class SlowTrainer {
    private SlowTrainer() {}

    /**
     * How to train.
     *
     * @param size tokens in all
     * @param minCount pairs that occur less often are not merged
     * @param maxTokenBytes no token is longer
     * @param maxWords no superword holds more pretokens
     * @param threshold the share of a token's occurrences with which a merge that uses them up deletes it; above 1 none is
     * @param intoBytes whether deleted tokens fall into bytes, or into their operands, and these further if they are deleted
     * @param supermerges how many supermerges follow the merges, in SuperBPE
     * @param splitRuns whether runs of pretokens are cut into their frequent n-grams
     */
    public record Settings(
            int size,
            long minCount,
            int maxTokenBytes,
            int maxWords,
            double threshold,
            boolean intoBytes,
            int supermerges,
            boolean splitRuns) {
        /**
         * {@return settings without limits and deletions}
         *
         * @param size tokens in all
         */
        public static Settings of(int size) {
            return new Settings(size, 1, Integer.MAX_VALUE, Integer.MAX_VALUE, 2, true, 0, false);
        }
    }

    /**
     * A deletion: a token that merges have used up falls into parts.
     *
     * @param token the token
     * @param merges how many merges inside pretokens come before
     */
    public record Deletion(String token, int merges) {}

    /**
     * A merge.
     *
     * @param supermerge whether it joins whole pretokens
     * @param left the left operand
     * @param right the right operand
     * @param count occurrences of the pair when it was merged
     * @param completing whether it turned some pretoken, or run of pretokens, into a single token
     */
    public record Event(boolean supermerge, String left, String right, long count, boolean completing) {
        /**
         * {@return the token that the merge makes}
         */
        public String product() {
            return left + right;
        }
    }

    /**
     * What training gives.
     *
     * @param events the merges in their order, both kinds
     * @param deletions the deletions in their order
     * @param vocabulary the tokens by id
     * @param counts occurrences of the tokens in the last pass, when it ended; those with none are left out
     */
    public record Result(
            List<Event> events, List<Deletion> deletions, List<String> vocabulary, Map<String, Long> counts) {
        /**
         * {@return the merges of one kind by rank}
         *
         * @param supermerges which kind
         */
        public List<Event> events(boolean supermerges) {
            return events.stream()
                    .filter(event -> event.supermerge() == supermerges)
                    .toList();
        }

        /**
         * {@return an encoder with these merges and deletions}
         *
         * @param intoBytes whether deleted tokens fall into bytes
         */
        public SlowEncoder encoder(boolean intoBytes) {
            return new SlowEncoder(pairs(events(false)), pairs(events(true)), deletions, intoBytes);
        }

        private static List<List<String>> pairs(List<Event> events) {
            return events.stream()
                    .map(event -> List.of(event.left(), event.right()))
                    .toList();
        }
    }

    /**
     * Trains plain BPE: the pair with the most occurrences that do not overlap; of those with as many the smallest, left
     * bytes first.
     *
     * @param documents the pretokens of each document
     * @param alphabet the base bytes by id
     * @param settings how
     * @return the model
     */
    public static Result plain(List<List<String>> documents, List<String> alphabet, Settings settings) {
        return words(documents, alphabet, settings, false, Comparator.naturalOrder());
    }

    /**
     * Trains plain BPE as Hugging Face's tokenizers do: occurrences may overlap, and of the pairs with as many the one with
     * the smallest ids is chosen, left id first.
     *
     * @param documents the pretokens of each document
     * @param alphabet the base bytes by id
     * @param size tokens in all
     * @return the model
     */
    public static Result huggingFace(List<List<String>> documents, List<String> alphabet, int size) {
        return words(documents, alphabet, Settings.of(size), true, null);
    }

    /**
     * Trains BoundlessBPE in two passes: plain BPE, then supermerges that compete with the merges of the first pass. A
     * supermerge must occur more often than the merge that is next did. The vocabulary becomes as large as the first
     * pass's if there are enough merges and supermerges.
     *
     * @param documents the pretokens of each document
     * @param alphabet the base bytes by id
     * @param settings how
     * @param pretokens cuts a text into pretokens
     * @param rule finds a match in the texts of pretokens that may take part in supermerges
     * @return the model
     */
    public static Result boundless(
            List<List<String>> documents,
            List<String> alphabet,
            Settings settings,
            Function<String, List<String>> pretokens,
            Pattern rule) {
        Result first = plain(documents, alphabet, settings);
        Lane runs = runLane(documents, first, eligible(first, settings, pretokens, rule), settings);
        Set<String> vocabulary = new LinkedHashSet<>(alphabet);
        List<Event> events = new ArrayList<>();
        List<Deletion> deletions = new ArrayList<>();
        Set<String> superwords = new HashSet<>();
        int replayed = 0;
        while (vocabulary.size() < first.vocabulary().size()) {
            Optional<Map.Entry<List<String>, Long>> best = runs.best();
            Event next = replayed < first.events().size() ? first.events().get(replayed) : null;
            long rival = next == null ? settings.minCount() - 1 : next.count();
            if (best.isPresent() && best.get().getValue() > rival) {
                events.add(runs.merge(best.get(), true));
                vocabulary.add(events.getLast().product());
                superwords.add(events.getLast().product());
            } else if (next != null) {
                events.add(next);
                vocabulary.add(next.product());
                replayed++;
                for (Deletion deletion : first.deletions()) {
                    if (deletion.merges() == replayed) {
                        deletions.add(deletion);
                        if (!superwords.contains(deletion.token())) {
                            vocabulary.remove(deletion.token());
                        }
                    }
                }
            } else {
                break;
            }
        }
        return new Result(events, deletions, List.copyOf(vocabulary), runs.tokenCounts());
    }

    /**
     * Trains SuperBPE: plain BPE, then as many supermerges as the settings say.
     *
     * @param documents the pretokens of each document
     * @param alphabet the base bytes by id
     * @param settings how
     * @param pretokens cuts a text into pretokens
     * @param rule finds a match in the texts of pretokens that may take part in supermerges
     * @return the model
     */
    public static Result superwords(
            List<List<String>> documents,
            List<String> alphabet,
            Settings settings,
            Function<String, List<String>> pretokens,
            Pattern rule) {
        Settings words = new Settings(
                settings.size() - settings.supermerges(),
                settings.minCount(),
                settings.maxTokenBytes(),
                settings.maxWords(),
                settings.threshold(),
                settings.intoBytes(),
                0,
                false);
        Result first = plain(documents, alphabet, words);
        Lane runs = runLane(documents, first, eligible(first, settings, pretokens, rule), settings);
        Set<String> vocabulary = new LinkedHashSet<>(first.vocabulary());
        List<Event> events = new ArrayList<>(first.events());
        Optional<Map.Entry<List<String>, Long>> best = runs.best();
        while (vocabulary.size() < first.vocabulary().size() + settings.supermerges()
                && best.isPresent()
                && best.get().getValue() >= settings.minCount()) {
            events.add(runs.merge(best.get(), true));
            vocabulary.add(events.getLast().product());
            best = runs.best();
        }
        return new Result(events, first.deletions(), List.copyOf(vocabulary), runs.tokenCounts());
    }

    /** The tokens of which runs are made: they pass the rule, and their own text is encoded as the one token. */
    private static Set<String> eligible(
            Result first, Settings settings, Function<String, List<String>> pretokens, Pattern rule) {
        SlowEncoder encoder = first.encoder(settings.intoBytes());
        Set<String> eligible = new HashSet<>();
        for (String token : first.vocabulary()) {
            Optional<String> text = Bytes.text(token);
            if (text.isPresent()
                    && rule.matcher(text.get()).find()
                    && pretokens.apply(text.get()).equals(List.of(token))
                    && encoder.encodeWord(token).equals(List.of(token))) {
                eligible.add(token);
            }
        }
        return eligible;
    }

    private static Lane runLane(List<List<String>> documents, Result first, Set<String> eligible, Settings settings) {
        List<List<String>> runs = runs(documents, eligible);
        if (settings.splitRuns()) {
            long last = first.events().isEmpty() ? 0 : first.events().getLast().count();
            runs = split(runs, frequentNGrams(runs, Math.max(last, 15)));
        }
        return new Lane(runs, false, Comparator.naturalOrder(), settings.maxTokenBytes(), settings.maxWords());
    }

    private static List<List<String>> runs(List<List<String>> documents, Set<String> eligible) {
        List<List<String>> runs = new ArrayList<>();
        for (List<String> document : documents) {
            List<String> run = new ArrayList<>();
            for (String pretoken : document) {
                if (eligible.contains(pretoken)) {
                    run.add(pretoken);
                } else {
                    runs.add(run);
                    run = new ArrayList<>();
                }
            }
            runs.add(run);
        }
        runs.removeIf(run -> run.size() < 2);
        return runs;
    }

    /** The n-grams of 2 to 30 tokens that occur so often, as do those of one token less in them. */
    private static Set<List<String>> frequentNGrams(List<List<String>> runs, long count) {
        Set<List<String>> frequent = new HashSet<>();
        for (int n = 2; n <= 30; n++) {
            Map<List<String>, Long> counts = new HashMap<>();
            for (List<String> run : runs) {
                for (int from = 0; from + n <= run.size(); from++) {
                    counts.merge(run.subList(from, from + n), 1L, Long::sum);
                }
            }
            for (Map.Entry<List<String>, Long> entry : counts.entrySet()) {
                List<String> tokens = entry.getKey();
                boolean partsAreFrequent = n == 2
                        || (frequent.contains(tokens.subList(0, n - 1)) && frequent.contains(tokens.subList(1, n)));
                if (entry.getValue() >= count && partsAreFrequent) {
                    frequent.add(tokens);
                }
            }
        }
        return frequent;
    }

    /** Cuts off the longest frequent n-gram, or else one token, from left to right. */
    private static List<List<String>> split(List<List<String>> runs, Set<List<String>> frequent) {
        List<List<String>> pieces = new ArrayList<>();
        for (List<String> run : runs) {
            for (int from = 0; from < run.size(); ) {
                int to = run.size();
                while (to > from + 1 && !frequent.contains(run.subList(from, to))) {
                    to--;
                }
                pieces.add(run.subList(from, to));
                from = to;
            }
        }
        return pieces;
    }

    private static Result words(
            List<List<String>> documents,
            List<String> alphabet,
            Settings settings,
            boolean overlapping,
            @Nullable Comparator<String> order) {
        Set<String> vocabulary = new LinkedHashSet<>(alphabet);
        Map<String, Integer> ids = new HashMap<>();
        alphabet.forEach(token -> ids.put(token, ids.size()));
        List<List<String>> pretokens = new ArrayList<>();
        for (List<String> document : documents) {
            for (String pretoken : document) {
                pretokens.add(Arrays.asList(pretoken.split("")));
            }
        }
        Lane lane = new Lane(
                pretokens,
                overlapping,
                order == null ? Comparator.comparing(ids::get) : order,
                settings.maxTokenBytes(),
                Integer.MAX_VALUE);
        List<Event> events = new ArrayList<>();
        List<Deletion> deletions = new ArrayList<>();
        while (vocabulary.size() < settings.size()) {
            Optional<Map.Entry<List<String>, Long>> best = lane.best();
            if (best.isEmpty() || best.get().getValue() < settings.minCount()) {
                break;
            }
            Map<String, Long> before = lane.tokenCounts();
            Event event = lane.merge(best.get(), false);
            events.add(event);
            vocabulary.add(event.product());
            ids.putIfAbsent(event.product(), ids.size());
            for (String token : new LinkedHashSet<>(List.of(event.left(), event.right()))) {
                if (token.length() > 1 && (double) event.count() / before.get(token) >= settings.threshold()) {
                    vocabulary.remove(token);
                    deletions.add(new Deletion(token, events.size()));
                    lane.split(token, parts(token, settings.intoBytes(), events, vocabulary));
                }
            }
        }
        return new Result(events, deletions, List.copyOf(vocabulary), lane.tokenCounts());
    }

    /** The bytes of a token, or the operands of its first merge, or what these fall into if they are no tokens any more. */
    private static List<String> parts(String token, boolean intoBytes, List<Event> events, Set<String> vocabulary) {
        if (intoBytes) {
            return Arrays.asList(token.split(""));
        }
        Event maker = events.stream()
                .filter(event -> event.product().equals(token))
                .findFirst()
                .orElseThrow();
        List<String> parts = new ArrayList<>();
        for (String operand : List.of(maker.left(), maker.right())) {
            boolean stays = operand.length() == 1 || vocabulary.contains(operand);
            parts.addAll(stays ? List.of(operand) : parts(operand, false, events, vocabulary));
        }
        return parts;
    }

    /** Sequences of tokens, equal ones kept once with their number. */
    private static final class Lane {
        private Map<List<String>, Long> sequences = new LinkedHashMap<>();
        private final boolean overlapping;
        private final Comparator<Map.Entry<List<String>, Long>> order;
        private final int maxBytes;
        private final int maxUnits;
        private final Map<String, Integer> units = new HashMap<>();

        Lane(
                Collection<List<String>> sequences,
                boolean overlapping,
                Comparator<String> tokens,
                int maxBytes,
                int maxUnits) {
            sequences.forEach(sequence -> this.sequences.merge(sequence, 1L, Long::sum));
            this.overlapping = overlapping;
            this.maxBytes = maxBytes;
            this.maxUnits = maxUnits;
            sequences.forEach(sequence -> sequence.forEach(unit -> units.put(unit, 1)));
            Comparator<Map.Entry<List<String>, Long>> ascending = Map.Entry.comparingByValue();
            order = ascending
                    .reversed()
                    .thenComparing(entry -> entry.getKey().get(0), tokens)
                    .thenComparing(entry -> entry.getKey().get(1), tokens);
        }

        /** The pair to be merged next, with its count. */
        Optional<Map.Entry<List<String>, Long>> best() {
            Map<List<String>, Long> pairs = new HashMap<>();
            sequences.forEach((sequence, number) -> {
                for (int i = 0; i + 1 < sequence.size(); i++) {
                    List<String> pair = sequence.subList(i, i + 2);
                    pairs.merge(pair, number, Long::sum);
                    boolean three = i + 2 < sequence.size()
                            && pair.get(0).equals(pair.get(1))
                            && pair.get(1).equals(sequence.get(i + 2));
                    if (three && !overlapping) {
                        i++; // the pair that begins at the next token overlaps with this one
                    }
                }
            });
            return pairs.entrySet().stream()
                    .filter(entry -> isAllowed(entry.getKey()))
                    .min(order);
        }

        private boolean isAllowed(List<String> pair) {
            return pair.get(0).length() + pair.get(1).length() <= maxBytes
                    && units.get(pair.get(0)) + units.get(pair.get(1)) <= maxUnits;
        }

        void split(String token, List<String> parts) {
            Map<List<String>, Long> split = new LinkedHashMap<>();
            for (Map.Entry<List<String>, Long> sequence : sequences.entrySet()) {
                List<String> longer = new ArrayList<>();
                sequence.getKey().forEach(each -> longer.addAll(each.equals(token) ? parts : List.of(each)));
                split.merge(longer, sequence.getValue(), Long::sum);
            }
            sequences = split;
        }

        Event merge(Map.Entry<List<String>, Long> pair, boolean supermerge) {
            List<String> operands = List.copyOf(pair.getKey());
            boolean completing = false;
            Map<List<String>, Long> merged = new LinkedHashMap<>();
            for (Map.Entry<List<String>, Long> sequence : sequences.entrySet()) {
                List<String> shorter = SlowEncoder.merge(sequence.getKey(), operands);
                completing |= shorter.size() == 1 && sequence.getKey().size() > 1;
                merged.merge(shorter, sequence.getValue(), Long::sum);
            }
            sequences = merged;
            units.putIfAbsent(
                    operands.get(0) + operands.get(1), units.get(operands.get(0)) + units.get(operands.get(1)));
            return new Event(supermerge, operands.get(0), operands.get(1), pair.getValue(), completing);
        }

        Map<String, Long> tokenCounts() {
            Map<String, Long> counts = new HashMap<>();
            sequences.forEach((sequence, number) -> sequence.forEach(token -> counts.merge(token, number, Long::sum)));
            return counts;
        }
    }
}
