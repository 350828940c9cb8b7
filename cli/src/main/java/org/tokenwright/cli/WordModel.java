package org.tokenwright.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tokenwright.embeddings.fasttext.FastTextModel;
import org.tokenwright.embeddings.fasttext.NearestWords;
import org.tokenwright.embeddings.fasttext.WordVectors;
import org.tokenwright.embeddings.hashing.FloretVectors;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.Document;
import org.tokenwright.text.DocumentReader;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;

/** Vectors of words from a file of any kind, which its first bytes tell: a model, a table of floret, or words with vectors. */
final class WordModel {
    private static final int MODEL_MAGIC = 793712314;
    private static final int MOST_HEADER_BYTES = 1 << 10;
    private static final int FIELDS_OF_FLORET = 8;
    private static final int FIELDS_OF_VECTORS = 2;
    private static final String END_OF_LINE = "</s>";

    private final int dimension;
    private final Function<String, float[]> vectors;
    private @Nullable FastTextModel model;
    private @Nullable WordVectors listed;

    private WordModel(int dimension, Function<String, float[]> vectors) {
        this.dimension = dimension;
        this.vectors = vectors;
    }

    static WordModel load(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(MOST_HEADER_BYTES);
        }
        if (start.length >= Integer.BYTES
                && ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getInt() == MODEL_MAGIC) {
            FastTextModel read = FastTextModel.load(file);
            WordModel words = new WordModel(read.dimension(), read::wordVector);
            words.model = read;
            return words;
        }
        String header = new String(start, StandardCharsets.ISO_8859_1)
                .lines()
                .findFirst()
                .orElse("");
        int fields = header.strip().split(" ", -1).length;
        if (fields == FIELDS_OF_FLORET) {
            FloretVectors table = FloretVectors.read(file);
            return new WordModel(table.dimension(), table::vector);
        }
        if (fields == FIELDS_OF_VECTORS) {
            WordVectors read = WordVectors.load(file);
            WordModel words = new WordModel(read.dimension(), read::vector);
            words.listed = read;
            return words;
        }
        throw new CorruptInputException(
                file.toString(),
                "byte 0",
                "no model and a first line of " + fields + " fields",
                "a file .bin, .ftz, .floret or .vec");
    }

    int dimension() {
        return dimension;
    }

    /** {@return the vector of any word; zero if a list of vectors does not have it} */
    float[] vector(String word) {
        return vectors.apply(word);
    }

    /** {@return the model of fastText or floret, or null if the file is none} */
    @Nullable
    FastTextModel model() {
        return model;
    }

    /** {@return whether there are words in the file} */
    boolean knowsWords() {
        return model != null || listed != null;
    }

    /**
     * {@return the vectors of words}
     *
     * @param file words, one a line, or null for those of the model, of which there must be some
     */
    WordVectors words(@Nullable Path file) throws IOException {
        if (file == null && listed != null) {
            return listed;
        }
        return WordVectors.of(file == null ? knownWords() : read(file), dimension, vectors);
    }

    /**
     * {@return a search for the nearest words}
     *
     * @param file among which words, one a line, or null for those of the model, of which there must be some
     * @param most among how many of the model's at most
     */
    NearestWords nearest(@Nullable Path file, int most) throws IOException {
        if (file != null || (model == null && listed == null)) {
            return new NearestWords(words(file), vectors);
        }
        return model == null ? new NearestWords(Objects.requireNonNull(listed), most) : new NearestWords(model, most);
    }

    /** {@return whether a word has a vector: any word by a model or a table, those in a list of vectors} */
    boolean hasVector(String word) {
        return listed == null || listed.wordId(word) >= 0;
    }

    /** {@return the vector of a text: the mean of the vectors of its words, each divided by its length, but by a classifier} */
    float[] text(String text) {
        if (model != null) {
            return model.sentenceVector(text);
        }
        List<String> words = text.isBlank() ? List.of() : List.of(text.strip().split("\\s+", -1));
        Set<String> different = new LinkedHashSet<>(words);
        return WordVectors.of(new ArrayList<>(different), dimension, vectors).sentenceVector(text);
    }

    /** The words of the model; those whose bytes are no UTF-8 can be the same then, and come once. */
    private List<String> knownWords() {
        Set<String> words = new LinkedHashSet<>();
        for (int id = 0; model != null && id < model.wordCount(); id++) {
            words.add(model.word(id));
        }
        words.remove(END_OF_LINE);
        return new ArrayList<>(words);
    }

    private static List<String> read(Path file) throws IOException {
        Set<String> words = new LinkedHashSet<>();
        TextSource source =
                TextSource.builder().format(TextFormat.LINES).path(file).build();
        try (DocumentReader lines = source.open()) {
            for (Document line; (line = lines.next()) != null; ) {
                words.add(line.text());
            }
        }
        words.remove("");
        return new ArrayList<>(words);
    }
}
