package org.tokenwright.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tokenwright.embeddings.fasttext.NearestWords;
import org.tokenwright.embeddings.sentence.SentenceEncoder;
import org.tokenwright.embeddings.sentence.StaticModel;

/**
 * Where vectors come from: a model of fastText or floret, a table of floret, a file .vec, or a folder of a static model.
 *
 * @param dimension components of a vector
 * @param word gives the vector of a word, or null if it has none
 * @param text gives the vector of a text
 * @param words the words, or null if there are none
 */
record VectorSource(
        int dimension,
        Function<String, float @Nullable []> word,
        Function<String, float[]> text,
        @Nullable WordModel words) {
    static VectorSource load(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            StaticModel model = StaticModel.load(file);
            SentenceEncoder encoder = model.newEncoder();
            return new VectorSource(model.dimension(), encoder::encode, encoder::encode, null);
        }
        WordModel words = WordModel.load(file);
        return new VectorSource(
                words.dimension(), word -> words.hasVector(word) ? words.vector(word) : null, words::text, words);
    }

    /** {@return a search among the first words} */
    NearestWords nearest(Path file, int most) throws IOException {
        if (words == null || !words.knowsWords()) {
            throw new IOException(file + ": has no words, expected a file .bin, .ftz or .vec");
        }
        return words.nearest(null, most);
    }
}
