package org.tokenwright.embeddings.sentence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tokenwright.embeddings.VectorTable;
import org.tokenwright.embeddings.tensors.SafetensorsWriter;
import org.tokenwright.embeddings.tensors.TensorType;
import org.tokenwright.text.AtomicFile;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.Tokenizers;

/**
 * Makes a {@link StaticModel} of any vectors of tokens or words, and writes its folder: principal components, weights that make
 * frequent tokens light, directions that tokens share, smaller numbers; each only if it is asked for, in this order. For one
 * thread.
 */
public final class StaticModelBuilder {
    /** The constant of the weights that model2vec has: {@value}. */
    public static final double SIF_COEFFICIENT = 1e-4;

    private static final int MAX_BYTE = 127;

    private final VectorTable vectors;
    private int dimension;
    private double sif;
    private int clusters;
    private long seed;
    private TensorType type = TensorType.F16;
    private boolean normalized = true;

    private StaticModelBuilder(VectorTable vectors) {
        this.vectors = vectors;
    }

    /**
     * {@return a builder that changes nothing yet but the type of numbers, to F16}
     *
     * @param vectors the vectors, row i for id i; for {@link #sif} the most frequent tokens come first
     * @throws IllegalArgumentException if there is none, or a component is not finite
     */
    public static StaticModelBuilder of(VectorTable vectors) {
        if (vectors.rows() < 1 || vectors.rows() > Integer.MAX_VALUE - 8 || vectors.dimension() < 1) {
            throw new IllegalArgumentException("a table of " + vectors.rows() + " vectors of dimension "
                    + vectors.dimension() + ", expected at least one");
        }
        return new StaticModelBuilder(vectors);
    }

    /**
     * Asks for principal components.
     *
     * @param value how many
     * @return this
     * @throws IllegalArgumentException if it is below 1 or above the dimension of the vectors
     */
    public StaticModelBuilder dimension(int value) {
        if (value < 1 || value > vectors.dimension()) {
            throw new IllegalArgumentException(
                    "dimension is " + value + ", expected 1 to " + vectors.dimension() + ", as the vectors have");
        }
        dimension = value;
        return this;
    }

    /**
     * Asks for weights {@code a / (a + p)}, p the probability of the token by Zipf's law (Arora, Liang and Ma 2017).
     *
     * @param a the constant, for instance {@link #SIF_COEFFICIENT}
     * @return this
     * @throws IllegalArgumentException if it is not above 0
     */
    public StaticModelBuilder sif(double a) {
        if (!(a > 0 && a <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("the coefficient is " + a + ", expected a number above 0");
        }
        sif = a;
        return this;
    }

    /**
     * Asks for directions that tokens share; each keeps its own norm.
     *
     * @param count how many
     * @param randomSeed with which the search begins
     * @return this
     * @throws IllegalArgumentException if {@code count} is below 1 or above the number of vectors
     */
    public StaticModelBuilder clusters(int count, long randomSeed) {
        if (count < 1 || count > vectors.rows()) {
            throw new IllegalArgumentException(
                    count + " clusters, expected 1 to " + vectors.rows() + ", the number of vectors");
        }
        clusters = count;
        seed = randomSeed;
        return this;
    }

    /**
     * Says how numbers are written.
     *
     * @param value F16, F32, F64, or I8: all are divided by the largest magnitude and multiplied by 127
     * @return this
     * @throws IllegalArgumentException if it is another
     */
    public StaticModelBuilder type(TensorType value) {
        if (value != TensorType.F16 && value != TensorType.F32 && value != TensorType.F64 && value != TensorType.I8) {
            throw new IllegalArgumentException("the type is " + value + ", expected F16, F32, F64 or I8");
        }
        type = value;
        return this;
    }

    /**
     * Says whether vectors of sentences are divided by their norms, as they are unless told otherwise.
     *
     * @param value whether
     * @return this
     */
    public StaticModelBuilder normalized(boolean value) {
        normalized = value;
        return this;
    }

    /**
     * Writes a model whose vectors are those of the tokens of a tokenizer.
     *
     * @param folder where to, made if it does not exist
     * @param tokenizerJson a {@code tokenizer.json}, which is copied
     * @throws IllegalArgumentException if the tokenizer has not as many ids as there are vectors, or a component is not finite
     * @throws IOException if a file cannot be read or written
     */
    public void write(Path folder, Path tokenizerJson) throws IOException {
        Tokenizer tokenizer = Tokenizers.load(tokenizerJson);
        if (StaticModel.idBound(tokenizer) != vectors.rows()) {
            throw new IllegalArgumentException("the tokenizer has " + StaticModel.idBound(tokenizer)
                    + " ids, there are " + vectors.rows() + " vectors");
        }
        write(folder, 0, out -> Files.copy(tokenizerJson, out));
    }

    /**
     * Writes a model whose vectors are those of words. Texts are split at white space and around punctuation, and words that are
     * not there are left out: the tokenizer has a token {@code <unk>} for them, with a vector of zeros if it is not one of the
     * words.
     *
     * @param folder where to, made if it does not exist
     * @param words the words, in the order of the vectors
     * @param lowercase whether texts are put in lower case
     * @throws IllegalArgumentException if there are not as many words as vectors, one occurs twice, or a component is not finite
     * @throws IOException if a file cannot be written
     */
    public void write(Path folder, List<String> words, boolean lowercase) throws IOException {
        if (words.size() != vectors.rows()) {
            throw new IllegalArgumentException(
                    "there are " + words.size() + " words and " + vectors.rows() + " vectors");
        }
        int added = words.contains(WordTokenizer.UNKNOWN) ? 0 : 1;
        write(folder, added, out -> WordTokenizer.write(words, lowercase, out));
    }

    private void write(Path folder, int added, AtomicFile.Content tokenizer) throws IOException {
        float[][] rows = read();
        if (dimension > 0) {
            rows = PrincipalComponents.of(rows, dimension).project(rows);
        }
        if (sif > 0) {
            double[] weights = SifWeights.of(rows.length, sif);
            for (int i = 0; i < rows.length; i++) {
                for (int d = 0; d < rows[i].length; d++) {
                    rows[i][d] = (float) (rows[i][d] * weights[i]);
                }
            }
        }
        rows = withZeros(rows, added);
        SafetensorsWriter tensors = new SafetensorsWriter();
        if (clusters > 0) {
            VocabularyClusters found = new VocabularyClusters(rows, clusters, seed);
            addMatrix(tensors, found.centres());
            long[] shape = {rows.length};
            tensors.add(StaticModel.WEIGHTS, TensorType.F32, shape, found.norms());
            tensors.add(StaticModel.MAPPING, found.mapping());
        } else {
            addMatrix(tensors, rows);
        }
        Files.createDirectories(folder);
        AtomicFile.write(folder.resolve(StaticModel.TOKENIZER), tokenizer);
        tensors.write(folder.resolve(StaticModel.TENSORS));
        writeConfig(folder.resolve(StaticModel.CONFIG), rows[0].length);
    }

    private static float[][] withZeros(float[][] rows, int added) {
        float[][] more = Arrays.copyOf(rows, rows.length + added);
        Arrays.fill(more, rows.length, more.length, new float[rows[0].length]);
        return more;
    }

    private float[][] read() {
        float[][] rows = new float[(int) vectors.rows()][vectors.dimension()];
        for (int i = 0; i < rows.length; i++) {
            vectors.copy(i, rows[i], 0);
            for (float component : rows[i]) {
                if (!Float.isFinite(component)) {
                    throw new IllegalArgumentException("vector " + i + " has the component " + component);
                }
            }
        }
        return rows;
    }

    private void addMatrix(SafetensorsWriter tensors, float[][] rows) {
        float factor = 1;
        if (type == TensorType.I8) {
            float largest = 0;
            for (float[] row : rows) {
                for (float component : row) {
                    largest = Math.max(largest, Math.abs(component));
                }
            }
            factor = largest / MAX_BYTE;
        }
        float scale = factor == 0 ? 1 : factor;
        long[] shape = {rows.length, rows[0].length};
        tensors.add(StaticModel.EMBEDDINGS, type, shape, out -> {
            byte[] encoded = new byte[rows[0].length * type.bytes()];
            for (float[] row : rows) {
                out.write(encoded, 0, encode(row, scale, encoded));
            }
        });
    }

    private int encode(float[] row, float scale, byte[] encoded) {
        float[] values = row;
        if (type == TensorType.I8) {
            values = new float[row.length];
            for (int d = 0; d < row.length; d++) {
                values[d] = (float) Math.rint(Math.clamp((double) row[d] / scale, -MAX_BYTE, MAX_BYTE));
            }
        }
        ByteBuffer buffer = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
        type.put(values, 0, values.length, buffer);
        return buffer.position();
    }

    private void writeConfig(Path file, int hidden) throws IOException {
        Map<TensorType, String> names = Map.of(
                TensorType.F16, "float16", TensorType.F32, "float32", TensorType.F64, "float64", TensorType.I8, "int8");
        AtomicFile.write(file, out -> {
            try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
                json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                json.setPrettyPrinter(new DefaultPrettyPrinter());
                json.writeStartObject();
                json.writeStringField("model_type", "model2vec");
                json.writeArrayFieldStart("architectures");
                json.writeString("StaticModel");
                json.writeEndArray();
                if (dimension > 0) {
                    json.writeNumberField("apply_pca", dimension);
                }
                if (sif > 0) {
                    json.writeNumberField("sif_coefficient", sif);
                }
                json.writeNumberField("hidden_dim", hidden);
                json.writeNumberField("seq_length", 1_000_000);
                json.writeBooleanField("normalize", normalized);
                json.writeStringField("pooling", "mean");
                json.writeStringField("embedding_dtype", names.getOrDefault(type, ""));
                json.writeEndObject();
            }
        });
    }
}
