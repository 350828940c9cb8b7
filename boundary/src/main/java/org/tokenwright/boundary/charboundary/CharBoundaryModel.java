package org.tokenwright.boundary.charboundary;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.tokenwright.vocab.ModelFile;

/**
 * A forest, what it looks at, and abbreviations. Immutable, safe for any number of threads. Takes 8 bytes of memory for each
 * node of the forest.
 */
public final class CharBoundaryModel {
    /** The kind of {@link ModelFile} that {@link #save} writes: {@value}. */
    public static final String KIND = "charboundary";

    private final Forest forest;
    private final CharBoundaryFeatures features;
    private final int before;
    private final int after;
    private final double threshold;
    private final Set<String> abbreviations;

    /** Takes what fits together: {@link Features#count} of the features is what the forest has. */
    CharBoundaryModel(
            Forest forest,
            CharBoundaryFeatures features,
            int before,
            int after,
            double threshold,
            Collection<String> abbreviations) {
        this.forest = forest;
        this.features = features;
        this.before = before;
        this.after = after;
        this.threshold = threshold;
        this.abbreviations = Set.copyOf(abbreviations);
    }

    static double checkThreshold(double threshold) {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold is " + threshold + ", expected 0 to 1");
        }
        return threshold;
    }

    /** Refuses abbreviations that could not be found. */
    static Collection<String> checkAbbreviations(Collection<String> abbreviations) {
        for (String abbreviation : abbreviations) {
            if (!isAbbreviation(abbreviation)) {
                throw new IllegalArgumentException("abbreviation is \"" + abbreviation + "\", expected 1 to "
                        + Features.MAX_ABBREVIATION + " chars without unpaired surrogates");
            }
        }
        return abbreviations;
    }

    static boolean isAbbreviation(String abbreviation) {
        int length = abbreviation.length();
        if (length == 0 || length > Features.MAX_ABBREVIATION) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (Character.isSurrogate(abbreviation.charAt(i))) {
                if (i + 1 == length || !Character.isSurrogatePair(abbreviation.charAt(i), abbreviation.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /**
     * Reads a model that {@link #save} has written.
     *
     * @param path the file
     * @return the model
     * @throws org.tokenwright.text.CorruptInputException if it is not such a file, or damaged
     * @throws IOException if it cannot be read
     */
    public static CharBoundaryModel load(Path path) throws IOException {
        return CharBoundaryModelFile.read(ModelFile.open(path));
    }

    /**
     * Writes the model to a {@link ModelFile}: whole or not at all. The same model gives the same bytes.
     *
     * @param path the file, replaced if it exists
     * @throws IOException if writing fails
     */
    public void save(Path path) throws IOException {
        CharBoundaryModelFile.write(this).write(path);
    }

    /**
     * {@return a model with other abbreviations} They are runs of letters, digits and periods that end with a period, and count
     * in the case in which they are given; others are never found.
     *
     * @param abbreviations all of them, each of 1 to 64 chars
     * @throws IllegalArgumentException if one is empty, longer, or has an unpaired surrogate
     */
    public CharBoundaryModel withAbbreviations(Collection<String> abbreviations) {
        return new CharBoundaryModel(forest, features, before, after, threshold, checkAbbreviations(abbreviations));
    }

    /**
     * {@return a model whose detectors have another threshold unless they are told}
     *
     * @param threshold how probable an end must be, 0 to 1
     * @throws IllegalArgumentException if {@code threshold} is outside
     */
    public CharBoundaryModel withThreshold(double threshold) {
        return new CharBoundaryModel(forest, features, before, after, checkThreshold(threshold), abbreviations);
    }

    /**
     * {@return how probable an end must be if nothing else is said}
     */
    public double threshold() {
        return threshold;
    }

    /**
     * {@return the abbreviations in their order as strings}
     */
    public Set<String> abbreviations() {
        return new TreeSet<>(abbreviations);
    }

    /**
     * {@return what the forest sees}
     */
    public CharBoundaryFeatures features() {
        return features;
    }

    /**
     * {@return how many characters before a possible end the forest looks at}
     */
    public int charactersBefore() {
        return before;
    }

    /**
     * {@return how many characters behind a possible end the forest looks at}
     */
    public int charactersAfter() {
        return after;
    }

    /**
     * {@return the number of trees}
     */
    public int trees() {
        return forest.trees();
    }

    /**
     * {@return the number of nodes of all trees}
     */
    public int nodes() {
        return forest.nodes();
    }

    Forest forest() {
        return forest;
    }

    Features newFeatures() {
        return new Features(features, before, after, abbreviations);
    }
}
