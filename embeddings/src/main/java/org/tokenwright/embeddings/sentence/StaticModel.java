package org.tokenwright.embeddings.sentence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tokenwright.embeddings.tensors.SafetensorsFile;
import org.tokenwright.embeddings.tensors.Tensor;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.Tokenizers;

/**
 * A model that makes the vector of a sentence from static vectors of its tokens. Immutable, safe for any number of threads; each
 * thread takes a {@link #newEncoder()} of its own.
 *
 * <p>A folder of a model has {@code tokenizer.json} and {@code model.safetensors}, with a matrix {@code embeddings} (or
 * {@code embedding.weight}) of floats or of I8, whose rows belong to ids; possibly {@code weights}, by which the row of an id is
 * multiplied, and {@code mapping}, which says the row of an id. Its {@code config.json} may say {@code "normalize": true}. A
 * folder of sentence-transformers has these files in {@code 0_StaticEmbedding}, and what is done after them in
 * {@code modules.json}.
 *
 * @see <a href="https://github.com/MinishLab/model2vec">model2vec</a>
 */
public final class StaticModel {
    /** How many tokens of a text are used at most: {@value}. */
    public static final int MAX_TOKENS = 512;

    static final String TENSORS = "model.safetensors";
    static final String TOKENIZER = "tokenizer.json";
    static final String CONFIG = "config.json";
    static final String EMBEDDINGS = "embeddings";
    static final String WEIGHTS = "weights";
    static final String MAPPING = "mapping";

    private static final String MODULES = "modules.json";
    private static final String SUBFOLDER = "0_StaticEmbedding";
    private static final int MAX_CONFIG_BYTES = 16 << 20;

    private final Tokenizer tokenizer;
    private final TokenRows rows;
    private final int unknownId;
    private final int maxCharacters;
    private final boolean normalized;

    private StaticModel(Tokenizer tokenizer, TokenRows rows, TokenizerFacts facts, boolean normalized) {
        this.tokenizer = tokenizer;
        this.rows = rows;
        this.normalized = normalized;
        unknownId = facts.unknownId();
        maxCharacters = (int) Math.min(Integer.MAX_VALUE, (long) MAX_TOKENS * facts.medianLength());
    }

    /**
     * Loads a model. All vectors are held as floats, those of I8 as bytes.
     *
     * @param folder the folder
     * @return the model
     * @throws CorruptInputException if a file is malformed, or the tokenizer has ids without a vector
     * @throws IOException if a file cannot be read
     */
    public static StaticModel load(Path folder) throws IOException {
        Path inner = folder;
        if (!Files.exists(folder.resolve(TENSORS))
                && Files.exists(folder.resolve(SUBFOLDER).resolve(TENSORS))) {
            inner = folder.resolve(SUBFOLDER);
        }
        Path tensors = inner.resolve(TENSORS);
        Path json = inner.resolve(TOKENIZER);
        Tokenizer tokenizer = Tokenizers.load(json);
        Map<String, Tensor> named = SafetensorsFile.open(tensors).tensors();
        @Nullable Tensor matrix = named.getOrDefault(EMBEDDINGS, named.get("embedding.weight"));
        if (matrix == null) {
            throw new CorruptInputException(
                    tensors.toString(), "tensors", named.keySet().toString(), "embeddings or embedding.weight");
        }
        TokenRows rows = TokenRows.read(tensors.toString(), matrix, named.get(WEIGHTS), named.get(MAPPING));
        int bound = idBound(tokenizer);
        if (bound > rows.ids()) {
            throw new CorruptInputException(
                    tensors.toString(),
                    "tensor " + matrix.name(),
                    "vectors for " + rows.ids() + " ids",
                    bound + ", as the tokenizer has");
        }
        return new StaticModel(tokenizer, rows, TokenizerFacts.read(json), isNormalized(folder, inner));
    }

    static int idBound(Tokenizer tokenizer) {
        int bound = tokenizer.vocabulary().idBound();
        for (int id : tokenizer.specialTokens().ids().values()) {
            bound = Math.max(bound, id + 1);
        }
        return bound;
    }

    private static boolean isNormalized(Path folder, Path inner) throws IOException {
        for (Path file : List.of(inner.resolve(CONFIG), folder.resolve(MODULES))) {
            if (Files.exists(file) && saysNormalize(file)) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether a field normalize is true, or a field type names the module that normalizes} */
    private static boolean saysNormalize(Path file) throws IOException {
        long size = Files.size(file);
        if (size > MAX_CONFIG_BYTES) {
            throw new CorruptInputException(file.toString(), "byte 0", size + " bytes", "at most " + MAX_CONFIG_BYTES);
        }
        boolean normalize = false;
        try (JsonParser json = new JsonFactory().createParser(Files.readAllBytes(file))) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                String name = Objects.requireNonNullElse(json.currentName(), "");
                normalize |= token == JsonToken.VALUE_TRUE && name.equals("normalize");
                normalize |= token == JsonToken.VALUE_STRING
                        && name.equals("type")
                        && json.getText().endsWith("Normalize");
            }
        } catch (CharConversionException e) {
            throw new CorruptInputException(file.toString(), "byte 0", "no encoding of JSON", "UTF-8");
        } catch (JsonParseException | StreamConstraintsException e) {
            CorruptInputException corrupt = new CorruptInputException(
                    file.toString(),
                    "byte " + (e.getLocation() == null ? 0 : e.getLocation().getByteOffset()),
                    Objects.requireNonNullElse(e.getOriginalMessage(), "damage"),
                    "JSON");
            corrupt.initCause(e);
            throw corrupt;
        }
        return normalize;
    }

    /** {@return the number of components of a vector} */
    public int dimension() {
        return rows.dimension();
    }

    /** {@return whether vectors have the norm 1} */
    public boolean isNormalized() {
        return normalized;
    }

    /** {@return the tokenizer} */
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    /** {@return an encoder for one thread} */
    public SentenceEncoder newEncoder() {
        return new SentenceEncoder(this);
    }

    TokenRows rows() {
        return rows;
    }

    int unknownId() {
        return unknownId;
    }

    /** {@return how many code points of a text are looked at} */
    int maxCharacters() {
        return maxCharacters;
    }
}
