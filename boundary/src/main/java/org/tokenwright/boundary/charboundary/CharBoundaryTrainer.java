package org.tokenwright.boundary.charboundary;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Trains a random forest on texts whose sentences are known. For one thread, but for the trees.
 *
 * <pre>{@code
 * CharBoundaryTrainer trainer = new CharBoundaryTrainer(CharBoundaryTrainerOptions.small().build());
 * try (AnnotatedTextReader reader = new AnnotatedTextReader(Path.of("train.jsonl"))) {
 *     for (AnnotatedText text; (text = reader.next()) != null; ) {
 *         trainer.add(text);
 *     }
 * }
 * CharBoundaryModel model = trainer.train();
 * }</pre>
 *
 * <p>The same texts in the same order with the same options give the same model, whatever the number of threads. What is kept
 * of a text are its candidates, 2 to 3 in 100 chars, with 2 bytes for each feature; texts for validation are kept whole. Each
 * thread takes 12 bytes for each candidate more.
 */
public final class CharBoundaryTrainer {
    private static final long TREE_SEEDS = 0x9E3779B97F4A7C15L;

    private final CharBoundaryTrainerOptions options;
    private final Samples samples;
    private final Features features;
    private final SplittableRandom random;
    private final List<AnnotatedText> validation = new ArrayList<>();
    private int texts;
    private int ends;
    private int moved;
    private int unreachable;
    private @Nullable CharBoundaryReport report;

    /**
     * Makes a trainer without texts.
     *
     * @param options how to train
     */
    public CharBoundaryTrainer(CharBoundaryTrainerOptions options) {
        this.options = options;
        features = new Features(options.features(), options.before(), options.after(), options.abbreviations());
        samples = new Samples(Features.count(options.features(), options.before(), options.after()));
        random = new SplittableRandom(options.seed());
    }

    /**
     * Adds a text, for training or for validation.
     *
     * @param text the text
     * @throws IllegalStateException after {@link #train}, or if there are more than 2<sup>31</sup> - 9 candidates
     */
    public void add(AnnotatedText text) {
        if (report != null) {
            throw new IllegalStateException("add has been called after train");
        }
        texts++;
        if (options.validation() > 0 && random.nextDouble() < options.validation()) {
            validation.add(text);
            return;
        }
        char[] chars = text.text().toCharArray();
        IntOpenHashSet labels = labels(chars, text.ends());
        walk(chars, (values, i) -> {
            samples.add(values, labels.contains(i));
            return 0;
        });
    }

    private void walk(char[] text, CharBoundaryScanner.Judge judge) {
        CharBoundaryScanner scanner = new CharBoundaryScanner(judge, features, 2, null);
        scanner.start(0);
        scanner.scan(text, text.length, true, (end, confidence) -> {});
    }

    /** {@return indices of the candidates that are ends} */
    private IntOpenHashSet labels(char[] text, int[] textEnds) {
        IntOpenHashSet labels = new IntOpenHashSet();
        for (int end : textEnds) {
            ends++;
            if (Candidates.is(features.isExtended(), text, end - 1, text.length)) {
                labels.add(end - 1);
                continue;
            }
            int i = end;
            while (i < text.length && AnnotatedText.isWhite(text[i]) && !CharCodes.isLineBreak(text[i])) {
                i++;
            }
            if (i < text.length && CharCodes.isLineBreak(text[i]) && options.lineEndLabels()) {
                moved++;
                labels.add(i);
            } else if (i < text.length) {
                unreachable++;
            }
        }
        return labels;
    }

    /**
     * Grows the forest. No text can be added any more.
     *
     * @return the model
     * @throws IllegalStateException if it has been called before, or if the texts for training have no candidates that are ends,
     *     or none that are not
     */
    public CharBoundaryModel train() {
        if (report != null) {
            throw new IllegalStateException("train has been called before");
        }
        check();
        samples.rank();
        double[] importances = new double[samples.features()];
        Forest forest = new Forest(grow(importances), samples.features());
        Validation judged = validate(forest);
        report = new CharBoundaryReport(
                texts,
                samples.size(),
                ends,
                moved,
                unreachable,
                judged.threshold(),
                judged.score(),
                named(importances));
        return new CharBoundaryModel(
                forest,
                options.features(),
                options.before(),
                options.after(),
                judged.threshold(),
                options.abbreviations());
    }

    /**
     * {@return what has been seen and made}
     *
     * @throws IllegalStateException before {@link #train}
     */
    public CharBoundaryReport report() {
        if (report == null) {
            throw new IllegalStateException("report has been called before train");
        }
        return report;
    }

    private void check() {
        int positive = 0;
        for (int i = 0; i < samples.size(); i++) {
            positive += samples.label(i) ? 1 : 0;
        }
        if (positive == 0 || positive == samples.size()) {
            throw new IllegalStateException(texts - validation.size() + " texts for training have " + positive
                    + " candidates that are ends of sentences and " + (samples.size() - positive)
                    + " that are not, expected some of both");
        }
    }

    /** Grows all trees, each from a seed of its own, and puts them into the order of their numbers. */
    private Trees grow(double[] importances) {
        int threads = Math.min(options.threads(), options.trees());
        Trees[] grown = new Trees[options.trees()];
        double[][] shares = new double[options.trees()][];
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> workers = new ArrayList<>();
            for (int worker = 0; worker < threads; worker++) {
                int first = worker;
                workers.add(executor.submit(() -> {
                    TreeGrower grower = new TreeGrower(samples, options);
                    for (int tree = first; tree < grown.length; tree += threads) {
                        grown[tree] = grower.grow(options.seed() ^ (tree + 1) * TREE_SEEDS);
                        shares[tree] = grower.importances();
                    }
                }));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a tree cannot be grown", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while trees grow", e);
        }
        Trees trees = new Trees();
        for (int tree = 0; tree < grown.length; tree++) {
            trees.addShare(grown[tree], grown.length);
            for (int i = 0; i < importances.length; i++) {
                importances[i] += shares[tree][i] / grown.length;
            }
        }
        return trees;
    }

    private Validation validate(Forest forest) {
        Validation judged = new Validation();
        for (AnnotatedText text : validation) {
            validate(forest, text, judged);
        }
        if (!validation.isEmpty()) {
            judged.search();
        }
        return judged;
    }

    /** Candidates with nothing but white space between are the same end; the end of the text is always found. */
    private void validate(Forest forest, AnnotatedText text, Validation judged) {
        char[] chars = text.text().toCharArray();
        double[] probabilities = new double[chars.length];
        walk(chars, (values, i) -> probabilities[i] = forest.probability(values));
        IntOpenHashSet gold = new IntOpenHashSet(text.ends());
        int reached = 0;
        int end = 0;
        double best = 0;
        for (int i = 0; i <= chars.length; i++) {
            if (i == chars.length || !AnnotatedText.isWhite(chars[i])) {
                double probability = i == chars.length ? 1 : best;
                if (end > 0 && probability > 0) {
                    judged.add(probability, gold.contains(end));
                    reached += gold.contains(end) ? 1 : 0;
                }
                end = i + 1;
                best = 0;
            }
            best = i < chars.length ? Math.max(best, probabilities[i]) : best;
        }
        judged.addUnreachable(gold.size() - reached);
    }

    private Map<String, Double> named(double[] importances) {
        Integer[] order = new Integer[importances.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble((Integer i) -> -importances[i]));
        Map<String, Double> named = new LinkedHashMap<>();
        for (int i : order) {
            named.put(Features.name(options.before(), options.after(), i), importances[i]);
        }
        return named;
    }
}
