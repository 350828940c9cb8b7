package org.tokenwright.embeddings.fasttext;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.StringTokenizer;
import java.util.function.Function;
import org.tokenwright.embeddings.VectorTable;
import org.tokenwright.embeddings.hashing.WordEmbedding;
import org.tokenwright.text.CorruptInputException;

/**
 * Words with one vector each, as in the text files {@code .vec}: a line with the number of words and the dimension, then for each
 * word a line with the word and its components, parted by spaces. The components are the last ones of their line, so that a word
 * may hold spaces. Immutable, and safe for any number of threads.
 */
public final class WordVectors implements WordEmbedding {
    /** The longest line that is read, in bytes. */
    static final int MAX_LINE_BYTES = 1 << 28;

    private static final int LEAST_COMPONENT_BYTES = 2;

    private final WordTable words;
    private final Matrix vectors;

    private WordVectors(WordTable words, Matrix vectors) {
        this.words = words;
        this.vectors = vectors;
    }

    /**
     * Reads a file {@code .vec}.
     *
     * @param file the file
     * @return its words and vectors
     * @throws CorruptInputException if the file is malformed: it says in which line
     * @throws IOException if the file cannot be read
     */
    public static WordVectors load(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new Reader(in, file.toString(), Files.size(file)).read();
        }
    }

    /**
     * {@return words with the vectors that something gives them} Costs as much as these vectors.
     *
     * @param words the words, different ones
     * @param dimension components of a vector, at least 1
     * @param vectors gives the vector of a word: {@code model::wordVector} for instance, or {@code table::vector} of a table of
     *     floret
     * @throws IllegalArgumentException if a word comes twice, or a vector has another dimension
     */
    public static WordVectors of(List<String> words, int dimension, Function<String, float[]> vectors) {
        if (dimension < 1) {
            throw new IllegalArgumentException("dimension " + dimension + ", must be at least 1");
        }
        WordTable table = new WordTable(words.size());
        Matrix matrix = new Matrix(words.size(), dimension);
        for (String word : words) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            int id = table.size();
            if (table.add(bytes, 0, bytes.length) != id) {
                throw new IllegalArgumentException("the word " + word + " comes twice");
            }
            float[] vector = vectors.apply(word);
            if (vector.length != dimension) {
                throw new IllegalArgumentException(
                        "the vector of " + word + " has " + vector.length + " components, must have " + dimension);
            }
            System.arraycopy(vector, 0, matrix.row(id), 0, dimension);
        }
        return new WordVectors(table, matrix);
    }

    /**
     * Writes a file {@code .vec}, with five significant digits for each component.
     *
     * @param file the file, replaced if it exists
     * @throws IOException if the file cannot be written
     */
    public void save(Path file) throws IOException {
        VectorText.write(file, words, 0, words.size(), dimension(), vectors::row);
    }

    /** {@return the number of words} */
    public int size() {
        return words.size();
    }

    @Override
    public int dimension() {
        return vectors.dimension();
    }

    /**
     * {@return a word; bytes that are not UTF-8 are replaced by U+FFFD}
     *
     * @param id its number, at least 0 and below {@link #size()}
     * @throws IndexOutOfBoundsException if there is no such word
     */
    public String word(int id) {
        return new String(words.bytes(Objects.checkIndex(id, size())), StandardCharsets.UTF_8);
    }

    /**
     * {@return the number of a word, or -1 if it is not there}
     *
     * @param word the word
     */
    public int wordId(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        return words.find(bytes, 0, bytes.length);
    }

    /** {@inheritDoc} That of a word that is not there is zero. */
    @Override
    public void embed(byte[] utf8, int start, int end, float[] vector) {
        Objects.checkFromToIndex(start, end, utf8.length);
        int id = words.find(utf8, start, end);
        if (id >= 0) {
            vectors.copy(id, vector, 0);
        } else {
            Arrays.fill(vector, 0, dimension(), 0);
        }
    }

    /** {@return the vectors, by the numbers of their words} */
    public VectorTable vectors() {
        return vectors;
    }

    /**
     * {@return the vector of a word that must be there}
     *
     * @throws IllegalArgumentException if it is not
     */
    float[] known(String word) {
        int id = wordId(word);
        if (id < 0) {
            throw new IllegalArgumentException("the word " + word + " has no vector");
        }
        return vectors.row(id);
    }

    /**
     * {@return the vector of a text: the mean of the vectors of its words, each divided by its length; zero if none of them has
     * one}
     *
     * @param text words parted by white space
     */
    public float[] sentenceVector(String text) {
        float[] sum = new float[dimension()];
        int count = 0;
        StringTokenizer tokens = new StringTokenizer(text);
        while (tokens.hasMoreTokens()) {
            int id = wordId(tokens.nextToken());
            float norm = id < 0 ? 0 : Kernels.norm(vectors.row(id));
            if (norm > 0) {
                Kernels.add(vectors.row(id), (float) (1.0 / norm), sum);
                count++;
            }
        }
        Kernels.scale(sum, count == 0 ? 0 : (float) (1.0 / count));
        return sum;
    }

    WordTable entries() {
        return words;
    }

    /** Reads lines of bytes. */
    private static final class Reader {
        private final InputStream in;
        private final String source;
        private final long length;
        private byte[] buffer = new byte[1 << 16];
        private int position;
        private int limit;
        private int start;
        private int end;
        private long line;

        Reader(InputStream in, String source, long length) {
            this.in = in;
            this.source = source;
            this.length = length;
        }

        WordVectors read() throws IOException {
            if (!next()) {
                throw corrupt("the end of the file", "the number of words and the dimension");
            }
            String[] header = new String(buffer, start, end - start, StandardCharsets.US_ASCII).split(" ", -1);
            long count = header.length == 2 ? number(header[0]) : -1;
            long dimension = header.length == 2 ? number(header[1]) : -1;
            if (count < 0 || dimension < 1 || dimension > ModelReader.MAX_DIMENSION) {
                throw corrupt("\"" + String.join(" ", header) + "\"", "the number of words and the dimension");
            }
            if (count > length / (LEAST_COMPONENT_BYTES * dimension)) {
                throw corrupt(count + " words of " + dimension, "as many as have room in " + length + " bytes");
            }
            WordTable words = new WordTable((int) count);
            Matrix vectors = new Matrix((int) count, (int) dimension);
            for (int i = 0; i < count; i++) {
                if (!next()) {
                    throw corrupt("the end of the file after " + i + " words", count + " words");
                }
                int wordEnd = components(vectors.row(i));
                if (words.add(buffer, start, wordEnd) != i) {
                    throw corrupt("a word for the second time", "different words");
                }
            }
            if (next()) {
                throw corrupt("one more line", "the end of the file after " + count + " words");
            }
            return new WordVectors(words, vectors);
        }

        private static long number(String text) {
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException e) {
                return -1;
            }
        }

        /** Reads components from the end of a line. {@return where its word ends} */
        private int components(float[] row) throws CorruptInputException {
            int to = end;
            for (int i = row.length - 1; i >= 0; i--) {
                int from = to;
                while (from > start && buffer[from - 1] != ' ') {
                    from--;
                }
                if (from == start) {
                    throw corrupt((row.length - 1 - i) + " components", row.length + " components behind a word");
                }
                String text = new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
                row[i] = component(text);
                if (!Float.isFinite(row[i])) {
                    throw corrupt("\"" + text + "\"", "a finite number");
                }
                to = from - 1;
            }
            return to;
        }

        private static float component(String text) {
            try {
                return Float.parseFloat(text);
            } catch (NumberFormatException e) {
                return Float.NaN;
            }
        }

        /** Finds the next line, without spaces at its end. */
        private boolean next() throws IOException {
            line++;
            int at = position;
            while (true) {
                if (at == limit) {
                    int read = at - position;
                    if (!fill()) {
                        if (read == 0) {
                            return false;
                        }
                        at = position + read;
                        break;
                    }
                    at = position + read;
                }
                if (buffer[at] == '\n') {
                    break;
                }
                at++;
            }
            start = position;
            end = at;
            position = Math.min(at + 1, limit);
            while (end > start && (buffer[end - 1] == ' ' || buffer[end - 1] == '\r')) {
                end--;
            }
            return true;
        }

        private boolean fill() throws IOException {
            int held = limit - position;
            if (held == buffer.length) {
                if (held >= MAX_LINE_BYTES) {
                    throw corrupt("more than " + MAX_LINE_BYTES + " bytes", "shorter lines");
                }
                buffer = Arrays.copyOf(buffer, 2 * held);
            } else {
                System.arraycopy(buffer, position, buffer, 0, held);
            }
            position = 0;
            limit = held;
            int read = in.read(buffer, held, buffer.length - held);
            limit += Math.max(read, 0);
            return read > 0;
        }

        private CorruptInputException corrupt(String found, String expected) {
            return new CorruptInputException(source, "line " + line, found, expected);
        }
    }
}
