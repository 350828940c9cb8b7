package org.tokenwright.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
 * Where vectors come from: a model of fastText, a file .vec, or a folder of a static model.
 *
 * @param word gives the vector of a word, or null if it has none
 * @param text gives the vector of a text
 * @param nearest makes a search among so many words, or null if there are no words
 */
record VectorSource(
        Function<String, float @Nullable []> word,
        Function<String, float @Nullable []> text,
        @Nullable IntFunction<NearestWords> nearest) {
    private static final int MAGIC = 793712314;

    static VectorSource load(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            SentenceEncoder encoder = StaticModel.load(file).newEncoder();
            return new VectorSource(encoder::encode, encoder::encode, null);
        }
        if (isModel(file)) {
            FastTextModel model = FastTextModel.load(file);
            return new VectorSource(model::wordVector, model::sentenceVector, most -> new NearestWords(model, most));
        }
        WordVectors words = WordVectors.load(file);
        return new VectorSource(
                word -> words.wordId(word) < 0 ? null : words.vector(word),
                words::sentenceVector,
                most -> new NearestWords(words, most));
    }

    private static boolean isModel(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(Integer.BYTES);
            return start.length == Integer.BYTES
                    && ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getInt() == MAGIC;
        }
    }

    /** {@return a search among the first words} */
    NearestWords nearest(Path file, int most) throws IOException {
        if (nearest == null) {
            throw new IOException(file + ": is a folder of a static model, expected words: a file .bin, .ftz or .vec");
        }
        return nearest.apply(most);
    }
}
