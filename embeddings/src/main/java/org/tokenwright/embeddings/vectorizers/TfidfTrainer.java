package org.tokenwright.embeddings.vectorizers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.Document;
import org.tokenwright.text.DocumentReader;
import org.tokenwright.text.TextSource;
import org.tokenwright.vocab.Vocabulary;

/**
 * Learns a {@link TfidfVectorizer} from documents, one after the other: memory is taken for different features, not for documents.
 * For one thread.
 *
 * <p>Options are set before the first document. Their defaults are those of scikit-learn's TfidfVectorizer.
 */
public final class TfidfTrainer {
    /** The most terms in a row that can be a feature: 16. */
    public static final int MAX_NGRAM = 16;

    /** The most features that a vectorizer has: 16,777,216. */
    public static final int MAX_FEATURES = Vocabulary.MAX_ID_BOUND;

    private TermRule rule = TermRule.WORDS;
    private boolean lowercase = true;
    private int shortest = 1;
    private int longest = 1;
    private boolean idf = true;
    private boolean smooth = true;
    private boolean sublinear;
    private boolean binary;
    private Norm norm = Norm.L2;
    private int leastDocuments = 1;
    private double largestShare = 1;
    private int mostFeatures = MAX_FEATURES;
    private int documents;

    /** Features by their bytes, as chars of a string: it keeps their order, and takes a byte for each. */
    private final Map<String, Feature> features = new HashMap<>();

    private @Nullable TermScanner scanner;

    /** What is known of a feature. */
    private static final class Feature {
        private long occurrences;
        private int documents;
        private int last;
    }

    TfidfTrainer() {}

    private void checkFirst() {
        if (documents > 0) {
            throw new IllegalStateException(
                    "an option is set after " + documents + " documents, expected before the first");
        }
        scanner = null;
    }

    private TfidfSettings settings() {
        return new TfidfSettings(rule, lowercase, shortest, longest, idf, smooth, sublinear, binary, norm);
    }

    /**
     * Sets what is a term; {@link TermRule#WORDS} by default.
     *
     * @param rule the rule
     * @return this
     * @throws IllegalStateException if there are documents already
     */
    public TfidfTrainer terms(TermRule rule) {
        checkFirst();
        this.rule = rule;
        return this;
    }

    /**
     * Sets whether texts are made lower case, as Java does it for no language in particular; they are by default.
     *
     * @param lowercase whether they are
     * @return this
     * @throws IllegalStateException if there are documents already
     */
    public TfidfTrainer lowercase(boolean lowercase) {
        checkFirst();
        this.lowercase = lowercase;
        return this;
    }

    /**
     * Sets how many terms in a row are a feature; 1 and 1 by default.
     *
     * @param shortest how many at least, 1 or more
     * @param longest how many at most, {@code shortest} to {@value #MAX_NGRAM}
     * @return this
     * @throws IllegalArgumentException if one is out of range
     * @throws IllegalStateException if there are documents already
     */
    public TfidfTrainer ngrams(int shortest, int longest) {
        if (shortest < 1 || longest < shortest || longest > MAX_NGRAM) {
            throw new IllegalArgumentException(
                    "ngrams are " + shortest + " to " + longest + ", expected 1 or more to " + MAX_NGRAM + " or less");
        }
        checkFirst();
        this.shortest = shortest;
        this.longest = longest;
        return this;
    }

    /**
     * Sets whether features are weighed by how few documents have them: by ln(n / df) + 1, where n is the number of documents and
     * df that of those that have the feature, or by ln((1 + n) / (1 + df)) + 1 if it is smooth. Both are so by default.
     *
     * @param idf whether features are weighed
     * @param smooth whether a document with all features is added
     * @return this
     * @throws IllegalStateException if there are documents already
     */
    public TfidfTrainer idf(boolean idf, boolean smooth) {
        checkFirst();
        this.idf = idf;
        this.smooth = smooth;
        return this;
    }

    /**
     * Sets whether a feature that occurs n times counts 1 + ln n; it counts n by default.
     *
     * @param sublinear whether it does
     * @return this
     * @throws IllegalStateException if there are documents already
     */
    public TfidfTrainer sublinear(boolean sublinear) {
        checkFirst();
        this.sublinear = sublinear;
        return this;
    }

    /**
     * Sets whether a feature counts 1 however often it occurs; it counts as often by default.
     *
     * @param binary whether it does
     * @return this
     * @throws IllegalStateException if there are documents already
     */
    public TfidfTrainer binary(boolean binary) {
        checkFirst();
        this.binary = binary;
        return this;
    }

    /**
     * Sets by what a vector is divided; {@link Norm#L2} by default.
     *
     * @param norm the norm
     * @return this
     * @throws IllegalStateException if there are documents already
     */
    public TfidfTrainer norm(Norm norm) {
        checkFirst();
        this.norm = norm;
        return this;
    }

    /**
     * Leaves out features that few documents have; none by default.
     *
     * @param documents how many documents must have a feature, 1 or more
     * @return this
     * @throws IllegalArgumentException if {@code documents} is below 1
     */
    public TfidfTrainer leastDocuments(int documents) {
        if (documents < 1) {
            throw new IllegalArgumentException("documents is " + documents + ", expected 1 or more");
        }
        this.leastDocuments = documents;
        return this;
    }

    /**
     * Leaves out features that many documents have; none by default.
     *
     * @param share the largest share of all documents that may have a feature, above 0 and at most 1
     * @return this
     * @throws IllegalArgumentException if {@code share} is out of range
     */
    public TfidfTrainer largestShare(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share is " + share + ", expected above 0 and at most 1");
        }
        this.largestShare = share;
        return this;
    }

    /**
     * Keeps only the features that occur most; all by default. Of those that occur as often, the ones that are first in the order
     * of their bytes are kept.
     *
     * @param features how many at most, 1 to {@link #MAX_FEATURES}
     * @return this
     * @throws IllegalArgumentException if {@code features} is out of range
     */
    public TfidfTrainer mostFeatures(int features) {
        if (features < 1 || features > MAX_FEATURES) {
            throw new IllegalArgumentException("features is " + features + ", expected 1 to " + MAX_FEATURES);
        }
        this.mostFeatures = features;
        return this;
    }

    /**
     * Learns from a document; a document that is refused is not counted. Costs O(bytes), and as often if features are rows of terms.
     *
     * @param utf8 the array that holds the document, in UTF-8
     * @param from index of its first byte
     * @param to index behind its last byte
     * @return this
     * @throws IndexOutOfBoundsException if the range is not inside {@code utf8}
     * @throws IllegalArgumentException if the document is not UTF-8
     * @throws IllegalStateException if terms are tokens, or there are 2<sup>31</sup> - 2 documents already
     */
    public TfidfTrainer add(byte[] utf8, int from, int to) {
        scanner().scan(utf8, from, to, counting());
        documents++;
        return this;
    }

    /**
     * Learns from the tokens of a document, if terms are {@link TermRule#TOKENS}; a document that is refused is not counted. Costs
     * O(tokens), and as often if features are rows of tokens.
     *
     * @param ids the array that holds the tokens
     * @param from index of the first
     * @param to index behind the last
     * @return this
     * @throws IndexOutOfBoundsException if the range is not inside {@code ids}
     * @throws IllegalArgumentException if an id is below 0
     * @throws IllegalStateException if terms are no tokens, or there are 2<sup>31</sup> - 2 documents already
     */
    public TfidfTrainer add(int[] ids, int from, int to) {
        scanner().scan(ids, from, to, counting());
        documents++;
        return this;
    }

    private TermScanner scanner() {
        if (documents == Integer.MAX_VALUE - 1) {
            throw new IllegalStateException("there are " + documents + " documents already, expected fewer");
        }
        if (scanner == null) {
            scanner = new TermScanner(settings());
        }
        return scanner;
    }

    private TermScanner.Sink counting() {
        int document = documents + 1;
        return (bytes, start, end) -> {
            String key = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
            Feature feature = features.computeIfAbsent(key, ignored -> new Feature());
            feature.occurrences++;
            if (feature.last != document) {
                feature.last = document;
                feature.documents++;
            }
        };
    }

    /**
     * Learns from all documents of a source.
     *
     * @param source the documents
     * @return this
     * @throws IOException if they cannot be read
     */
    public TfidfTrainer add(TextSource source) throws IOException {
        try (DocumentReader reader = source.open()) {
            for (Document document; (document = reader.next()) != null; ) {
                add(document.bytes(), document.start(), document.end());
            }
        }
        return this;
    }

    /**
     * {@return how many documents it has learned from}
     */
    public int documents() {
        return documents;
    }

    /**
     * {@return the vectorizer; learning may go on afterwards} Costs O(features), and sorting them.
     *
     * @throws IllegalStateException if no feature is left, or more than {@link #MAX_FEATURES} or their bytes more than
     *     2<sup>31</sup> - 9
     */
    public TfidfVectorizer train() {
        double most = largestShare * documents;
        List<String> kept = new ArrayList<>();
        features.forEach((name, feature) -> {
            if (feature.documents >= leastDocuments && feature.documents <= most) {
                kept.add(name);
            }
        });
        if (kept.isEmpty()) {
            throw new IllegalStateException("no feature is left of the " + features.size() + " of " + documents
                    + " documents, expected some that at least " + leastDocuments + " and at most " + most
                    + " documents have");
        }
        if (kept.size() > mostFeatures) {
            Comparator<String> often = Comparator.comparingLong((String name) -> feature(name).occurrences)
                    .reversed();
            kept.sort(often.thenComparing(Comparator.naturalOrder()));
            kept.subList(mostFeatures, kept.size()).clear();
        }
        kept.sort(Comparator.naturalOrder());
        Vocabulary.Builder names = Vocabulary.builder();
        int[] frequencies = new int[kept.size()];
        long bytes = 0;
        for (int i = 0; i < frequencies.length; i++) {
            byte[] name = kept.get(i).getBytes(StandardCharsets.ISO_8859_1);
            bytes += name.length;
            if (bytes > Integer.MAX_VALUE - 8) {
                throw new IllegalStateException("features have more than " + (Integer.MAX_VALUE - 8) + " bytes");
            }
            names.add(name);
            frequencies[i] = feature(kept.get(i)).documents;
        }
        return new TfidfVectorizer(settings(), names.build(), frequencies, documents);
    }

    private Feature feature(String name) {
        return Objects.requireNonNull(features.get(name), name);
    }
}
