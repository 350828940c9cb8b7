package org.tokenwright.boundary.punkt;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tokenwright.boundary.Language;
import org.tokenwright.vocab.ModelFile;
import org.tokenwright.vocab.Vocabulary;

/**
 * What Punkt knows of a language: abbreviations, collocations, words that often begin sentences, and in which orthographic
 * contexts words were seen. Immutable, safe for any number of threads. About 40 bytes of memory and its own bytes for each
 * type.
 *
 * <p>A type is a word in lower case, without the period that ends it where it is an abbreviation, and {@value #NUMBER} for
 * all numbers.
 */
public final class PunktModel {
    /** The type of all numbers. */
    public static final String NUMBER = "##number##";

    /** Orthographic context: upper case at the beginning of a sentence. */
    public static final int BEGINNING_UPPER = 1 << 1;

    /** Orthographic context: upper case inside a sentence. */
    public static final int MIDDLE_UPPER = 1 << 2;

    /** Orthographic context: upper case where it is unknown whether a sentence begins. */
    public static final int UNKNOWN_UPPER = 1 << 3;

    /** Orthographic context: lower case at the beginning of a sentence. */
    public static final int BEGINNING_LOWER = 1 << 4;

    /** Orthographic context: lower case inside a sentence. */
    public static final int MIDDLE_LOWER = 1 << 5;

    /** Orthographic context: lower case where it is unknown whether a sentence begins. */
    public static final int UNKNOWN_LOWER = 1 << 6;

    static final int UPPER = BEGINNING_UPPER | MIDDLE_UPPER | UNKNOWN_UPPER;
    static final int LOWER = BEGINNING_LOWER | MIDDLE_LOWER | UNKNOWN_LOWER;
    static final int CONTEXTS = UPPER | LOWER;
    static final int ABBREVIATION = 1 << 7;
    static final int STARTER = 1 << 8;

    /** It is the first, or the second, word of a collocation. */
    static final int COLLOCATION_FIRST = 1 << 9;

    static final int COLLOCATION_SECOND = 1 << 10;

    /*
     * Types have ids from 0 without holes: first those of the vocabulary, then those that were added as abbreviations later. So
     * a change of abbreviations copies nothing but the flags, and shares what is large. A type whose flags are all gone stays
     * until the model is saved.
     */
    private final Vocabulary types;
    private final @Nullable Vocabulary added;
    private final short[] flags;
    private final long[] collocations;
    private final LongOpenHashSet collocationSet;
    private final int number;
    private final boolean changed;

    /**
     * Takes arrays that are not changed any more.
     *
     * @param types all types, with ids from 0 and no holes
     * @param flags of each id
     * @param collocations pairs of ids, the first in the upper half, ascending
     */
    PunktModel(Vocabulary types, short[] flags, long[] collocations) {
        this.types = types;
        this.added = null;
        this.flags = flags;
        this.collocations = collocations;
        this.collocationSet = new LongOpenHashSet(collocations);
        this.number = types.idOf(NUMBER.getBytes(StandardCharsets.UTF_8));
        this.changed = false;
    }

    /** Takes what another model knows, with other flags and further types. */
    private PunktModel(PunktModel base, short[] flags, @Nullable Vocabulary added) {
        this.types = base.types;
        this.added = added;
        this.flags = flags;
        this.collocations = base.collocations;
        this.collocationSet = base.collocationSet;
        this.number = idOf(NUMBER);
        this.changed = true;
    }

    /**
     * {@return a builder that knows nothing yet}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a model that knows nothing but the abbreviations of a language}
     *
     * @param language the language
     */
    public static PunktModel of(Language language) {
        Builder builder = builder();
        language.abbreviations().forEach(builder::abbreviation);
        return builder.build();
    }

    /**
     * {@return a builder that begins with what this model knows}
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        abbreviations().forEach(builder::abbreviation);
        sentenceStarters().forEach(builder::sentenceStarter);
        collocations().forEach(pair -> builder.collocation(pair.first(), pair.second()));
        orthographicContexts().forEach(builder::orthographicContext);
        return builder;
    }

    /**
     * Reads a model that {@link #save} has written.
     *
     * @param path the file
     * @return the model
     * @throws org.tokenwright.text.CorruptInputException if it is not such a file, or damaged
     * @throws IOException if it cannot be read
     */
    public static PunktModel load(Path path) throws IOException {
        return PunktModelFile.read(ModelFile.open(path));
    }

    /**
     * Writes the model to a {@link ModelFile}: whole or not at all. The same model gives the same bytes.
     *
     * @param path the file, replaced if it exists
     * @throws IOException if writing fails
     */
    public void save(Path path) throws IOException {
        PunktModelFile.write(changed ? toBuilder().build() : this).write(path);
    }

    /**
     * {@return a model that knows some abbreviations more} It shares the memory of this one, but for two bytes a type.
     *
     * @param more the abbreviations, in any case, with or without their final period
     * @throws IllegalArgumentException if one is empty, or has an unpaired surrogate
     */
    public PunktModel withAbbreviations(Collection<String> more) {
        Set<String> unknown = new LinkedHashSet<>();
        short[] known = flags.clone();
        for (String abbreviation : more) {
            String type = Builder.check(abbreviationType(abbreviation));
            int id = idOf(type);
            if (id < 0) {
                unknown.add(type);
            } else {
                known[id] = (short) (known[id] | ABBREVIATION);
            }
        }
        if (unknown.isEmpty()) {
            return new PunktModel(this, known, added);
        }
        int before = known.length;
        known = Arrays.copyOf(known, before + unknown.size());
        Arrays.fill(known, before, known.length, (short) ABBREVIATION);
        Vocabulary.Builder further = Vocabulary.builder();
        for (int id = types.size(); id < before; id++) {
            further.add(bytes(id));
        }
        unknown.forEach(type -> further.add(type.getBytes(StandardCharsets.UTF_8)));
        return new PunktModel(this, known, further.build());
    }

    /**
     * {@return a model that knows some abbreviations less} It shares the memory of this one, but for two bytes a type.
     *
     * @param less the abbreviations, in any case, with or without their final period; those that it does not know change
     *     nothing
     * @throws IllegalArgumentException if one is empty, or has an unpaired surrogate
     */
    public PunktModel withoutAbbreviations(Collection<String> less) {
        short[] known = flags.clone();
        for (String abbreviation : less) {
            int id = idOf(Builder.check(abbreviationType(abbreviation)));
            if (id >= 0) {
                known[id] = (short) (known[id] & ~ABBREVIATION);
            }
        }
        return new PunktModel(this, known, added);
    }

    /**
     * {@return whether a type is a known abbreviation}
     *
     * @param type the type, without its final period
     */
    public boolean isAbbreviation(String type) {
        return (flags(idOf(type)) & ABBREVIATION) != 0;
    }

    /**
     * {@return whether a type often begins sentences}
     *
     * @param type the type
     */
    public boolean isSentenceStarter(String type) {
        return (flags(idOf(type)) & STARTER) != 0;
    }

    /**
     * {@return whether two types, with a period between, belong together}
     *
     * @param first the first type, without its period
     * @param second the second type
     */
    public boolean isCollocation(String first, String second) {
        return isCollocation(idOf(first), idOf(second));
    }

    /**
     * {@return the contexts in which a type was seen: constants of this class joined by {@code |}; 0 if it was not}
     *
     * @param type the type
     */
    public int orthographicContext(String type) {
        return flags(idOf(type)) & CONTEXTS;
    }

    /**
     * {@return all abbreviations, ascending}
     */
    public List<String> abbreviations() {
        return typesWith(ABBREVIATION);
    }

    /**
     * {@return all types that often begin sentences, ascending}
     */
    public List<String> sentenceStarters() {
        return typesWith(STARTER);
    }

    /**
     * {@return all collocations, ascending}
     */
    public List<Collocation> collocations() {
        List<Collocation> pairs = new ArrayList<>(collocations.length);
        for (long pair : collocations) {
            pairs.add(new Collocation(type((int) (pair >>> Integer.SIZE)), type((int) pair)));
        }
        return pairs;
    }

    /**
     * {@return all types that were seen in orthographic contexts, with these, ascending}
     */
    public Map<String, Integer> orthographicContexts() {
        Map<String, Integer> contexts = new TreeMap<>();
        for (int id = 0; id < flags.length; id++) {
            if ((flags[id] & CONTEXTS) != 0) {
                contexts.put(type(id), flags[id] & CONTEXTS);
            }
        }
        return contexts;
    }

    /**
     * Two types with a period between that belong together, as {@code ##number##} and {@code street}.
     *
     * @param first the first, without its period
     * @param second the second
     */
    public record Collocation(String first, String second) implements Comparable<Collocation> {
        @Override
        public int compareTo(Collocation other) {
            int order = first.compareTo(other.first);
            return order != 0 ? order : second.compareTo(other.second);
        }
    }

    /**
     * Checks that a format has room for all types.
     *
     * @throws IllegalArgumentException if it has none for one, because of what that {@code holds}
     */
    void checkTypes(Predicate<String> fits, String holds) {
        for (int id = 0; id < flags.length; id++) {
            if (!fits.test(type(id))) {
                throw new IllegalArgumentException(
                        "type \"" + type(id) + "\" " + holds + ", for which the format has no room");
            }
        }
    }

    Vocabulary types() {
        return types;
    }

    int number() {
        return number;
    }

    int flags(int id) {
        return id < 0 ? 0 : flags[id];
    }

    boolean isCollocation(int first, int second) {
        return (flags(first) & COLLOCATION_FIRST) != 0
                && (flags(second) & COLLOCATION_SECOND) != 0
                && collocationSet.contains(pair(first, second));
    }

    short[] flags() {
        return flags;
    }

    long[] collocationPairs() {
        return collocations;
    }

    /** {@return whether a string can be a type: it is not empty, and Unicode} */
    static boolean isType(String type) {
        return !type.isEmpty()
                && type.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    static long pair(int first, int second) {
        return ((long) first << Integer.SIZE) | second;
    }

    private static String abbreviationType(String abbreviation) {
        String lower = abbreviation.toLowerCase(Locale.ROOT);
        return lower.length() > 1 && lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private int idOf(String type) {
        byte[] utf8 = type.getBytes(StandardCharsets.UTF_8);
        return type.isEmpty() ? Vocabulary.NO_ID : idOf(utf8, 0, utf8.length);
    }

    /** {@return the id of a type in UTF-8, at least one byte, {@link Vocabulary#NO_ID} if there is none} */
    int idOf(byte[] utf8, int start, int end) {
        int id = types.idOf(utf8, start, end);
        if (id >= 0 || added == null) {
            return id;
        }
        int further = added.idOf(utf8, start, end);
        return further < 0 ? further : types.size() + further;
    }

    private byte[] bytes(int id) {
        return added == null || id < types.size() ? types.bytes(id) : added.bytes(id - types.size());
    }

    private String type(int id) {
        return new String(bytes(id), StandardCharsets.UTF_8);
    }

    private List<String> typesWith(int flag) {
        List<String> found = new ArrayList<>();
        for (int id = 0; id < flags.length; id++) {
            if ((flags[id] & flag) != 0) {
                found.add(type(id));
            }
        }
        if (added != null) {
            Collections.sort(found);
        }
        return found;
    }

    /** Collects what a model is to know. For one thread. */
    public static final class Builder {
        private final Set<String> abbreviations = new TreeSet<>();
        private final Set<String> starters = new TreeSet<>();
        private final Set<Collocation> collocations = new TreeSet<>();
        private final Map<String, Integer> contexts = new TreeMap<>();

        private Builder() {}

        /**
         * Adds an abbreviation.
         *
         * @param type its type, without the final period
         * @return this
         * @throws IllegalArgumentException if it is empty, or has an unpaired surrogate
         */
        public Builder abbreviation(String type) {
            abbreviations.add(check(type));
            return this;
        }

        /**
         * Adds a type that often begins sentences.
         *
         * @param type the type
         * @return this
         * @throws IllegalArgumentException if it is empty, or has an unpaired surrogate
         */
        public Builder sentenceStarter(String type) {
            starters.add(check(type));
            return this;
        }

        /**
         * Adds two types that belong together.
         *
         * @param first the first, without its period
         * @param second the second
         * @return this
         * @throws IllegalArgumentException if one is empty, or has an unpaired surrogate
         */
        public Builder collocation(String first, String second) {
            collocations.add(new Collocation(check(first), check(second)));
            return this;
        }

        /**
         * Adds contexts in which a type was seen to those that are known.
         *
         * @param type the type
         * @param context constants of {@link PunktModel} joined by {@code |}; 0 changes nothing
         * @return this
         * @throws IllegalArgumentException if the type is empty or has an unpaired surrogate, or {@code context} has other bits
         */
        public Builder orthographicContext(String type, int context) {
            if ((context & ~CONTEXTS) != 0) {
                throw new IllegalArgumentException(
                        "orthographic context of \"" + type + "\" is " + context + ", expected bits of " + CONTEXTS);
            }
            check(type);
            if (context != 0) {
                contexts.merge(type, context, (a, b) -> a | b);
            }
            return this;
        }

        /**
         * {@return the model}
         */
        public PunktModel build() {
            Map<String, Integer> all = new TreeMap<>(contexts);
            abbreviations.forEach(type -> all.merge(type, ABBREVIATION, (a, b) -> a | b));
            starters.forEach(type -> all.merge(type, STARTER, (a, b) -> a | b));
            for (Collocation pair : collocations) {
                all.merge(pair.first(), COLLOCATION_FIRST, (a, b) -> a | b);
                all.merge(pair.second(), COLLOCATION_SECOND, (a, b) -> a | b);
            }
            Vocabulary.Builder types = Vocabulary.builder();
            short[] flags = new short[all.size()];
            int id = 0;
            for (Map.Entry<String, Integer> entry : all.entrySet()) {
                types.add(entry.getKey().getBytes(StandardCharsets.UTF_8));
                flags[id++] = entry.getValue().shortValue();
            }
            Vocabulary vocabulary = types.build();
            long[] pairs = new long[collocations.size()];
            int n = 0;
            for (Collocation pair : collocations) {
                pairs[n++] = pair(
                        vocabulary.idOf(pair.first().getBytes(StandardCharsets.UTF_8)),
                        vocabulary.idOf(pair.second().getBytes(StandardCharsets.UTF_8)));
            }
            return new PunktModel(vocabulary, flags, pairs);
        }

        private static String check(String type) {
            if (!isType(type)) {
                throw new IllegalArgumentException("type is \"" + type + "\", expected one or more characters");
            }
            return type;
        }
    }
}
