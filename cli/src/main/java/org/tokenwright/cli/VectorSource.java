package org.tokenwright.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.tokenwright.embeddings.fasttext.FastTextModel;
import org.tokenwright.embeddings.fasttext.NearestWords;
import org.tokenwright.embeddings.fasttext.WordVectors;
import org.tokenwright.embeddings.sentence.SentenceEncoder;
import org.tokenwright.embeddings.sentence.StaticModel;

/**
 * Where vectors come from: a model of fastText, a file .vec, a table of floret, or a folder of a static model.
 *
 * @param word gives the vector of a word, or null if it has none
 * @param text gives the vector of a text, or null if only words have vectors
 * @param nearest makes a search among so many words, or null if there are no words
 */
record VectorSource(
        Function<String, float @Nullable []> word,
        @Nullable Function<String, float @Nullable []> text,
        @Nullable IntFunction<NearestWords> nearest) {
    static VectorSource load(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            SentenceEncoder encoder = StaticModel.load(file).newEncoder();
            return new VectorSource(encoder::encode, encoder::encode, null);
        }
        WordModel words = WordModel.load(file);
        FastTextModel model = words.model();
        if (model != null) {
            return new VectorSource(model::wordVector, model::sentenceVector, most -> new NearestWords(model, most));
        }
        WordVectors listed = words.listed();
        if (listed != null) {
            return new VectorSource(
                    word -> listed.wordId(word) < 0 ? null : listed.vector(word),
                    listed::sentenceVector,
                    most -> new NearestWords(listed, most));
        }
        return new VectorSource(words::vector, null, null);
    }

    /** {@return what gives the vectors of texts} */
    Function<String, float @Nullable []> text(Path file) throws IOException {
        if (text == null) {
            throw new IOException(file + ": is a table of floret, which has no vectors of sentences");
        }
        return text;
    }

    /** {@return a search among the first words} */
    NearestWords nearest(Path file, int most) throws IOException {
        if (nearest == null) {
            throw new IOException(file + ": knows no words, expected a file .bin, .ftz or .vec");
        }
        return nearest.apply(most);
    }
}
