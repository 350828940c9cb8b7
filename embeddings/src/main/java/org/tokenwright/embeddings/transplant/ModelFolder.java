package org.tokenwright.embeddings.transplant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tokenwright.embeddings.tensors.Tensor;
import org.tokenwright.embeddings.tensors.TensorFiles;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.Tokenizers;

/** A folder with a model and its tokenizer. */
final class ModelFolder {
    static final String CONFIG = "config.json";

    private static final List<String> ROLE_FILES = List.of("tokenizer_config.json", "special_tokens_map.json");

    /** What the tensors of input embeddings are called, after a dot or alone. */
    private static final List<String> INPUTS = List.of(
            "embed_tokens.weight",
            "wte.weight",
            "word_embeddings.weight",
            "embed_in.weight",
            "tok_embeddings.weight",
            "shared.weight");

    /** What those of the output are called. */
    private static final List<String> OUTPUTS = List.of("lm_head.weight", "embed_out.weight", "output.weight");

    private final Path folder;
    private final TensorFiles tensors;
    private final Tokenizer tokenizer;
    private final TokenKeys tokens;
    private final Tensor input;
    private final @Nullable Tensor output;

    private ModelFolder(Path folder, TensorFiles tensors, Tokenizer tokenizer, Tensor input, @Nullable Tensor output)
            throws IOException {
        this.folder = folder;
        this.tensors = tensors;
        this.tokenizer = tokenizer;
        this.tokens = TokenKeys.of(tokenizer, roles(folder));
        this.input = input;
        this.output = output;
    }

    /**
     * Opens a folder.
     *
     * @param inputName the name of the tensor of input embeddings, or null if it is found by its usual names
     * @param outputName the name of the tensor of the output, or null
     */
    static ModelFolder open(Path folder, @Nullable String inputName, @Nullable String outputName) throws IOException {
        TensorFiles tensors = TensorFiles.open(folder);
        Tensor input = inputName == null
                ? only(folder, tensors, INPUTS, "input embeddings")
                : named(folder, tensors, inputName);
        if (input == null) {
            throw new NoSuchFileException(
                    folder.toString(),
                    null,
                    "no tensor is named as input embeddings are (" + String.join(", ", INPUTS) + ")");
        }
        Tensor output =
                outputName == null ? only(folder, tensors, OUTPUTS, "the output") : named(folder, tensors, outputName);
        return new ModelFolder(folder, tensors, Tokenizers.load(folder), input, output);
    }

    private static Tensor named(Path folder, TensorFiles tensors, String name) throws IOException {
        Tensor tensor = tensors.tensors().get(name);
        if (tensor == null) {
            throw new NoSuchFileException(folder.toString(), null, "there is no tensor " + name);
        }
        return matrix(folder, tensor);
    }

    private static @Nullable Tensor only(Path folder, TensorFiles tensors, List<String> names, String what)
            throws IOException {
        List<Tensor> found = new ArrayList<>();
        for (Tensor tensor : tensors.tensors().values()) {
            if (names.stream()
                    .anyMatch(
                            name -> tensor.name().equals(name) || tensor.name().endsWith("." + name))) {
                found.add(tensor);
            }
        }
        if (found.size() > 1) {
            throw new CorruptInputException(
                    folder.toString(),
                    "tensors",
                    found.get(0).name() + " and " + found.get(1).name(),
                    "one tensor of " + what + ", or its name to be said");
        }
        return found.isEmpty() ? null : matrix(folder, found.get(0));
    }

    private static Tensor matrix(Path folder, Tensor tensor) throws IOException {
        boolean isMatrix = tensor.dimensions() == 2 && tensor.type().isFloat();
        if (!isMatrix || tensor.extent(1) < 1 || tensor.extent(1) > Integer.MAX_VALUE / Double.BYTES) {
            throw new CorruptInputException(
                    folder.toString(), "tensor " + tensor.name(), tensor.toString(), "a matrix of floats");
        }
        return tensor;
    }

    /** Later files tell more exactly. */
    private static Map<String, String> roles(Path folder) throws IOException {
        Map<String, String> roles = new LinkedHashMap<>();
        for (String name : ROLE_FILES) {
            Path file = folder.resolve(name);
            if (Files.exists(file)) {
                JsonFile.scalars(file).forEach((role, text) -> {
                    if (role.endsWith("_token") && !role.startsWith("add_")) {
                        roles.put(role, text);
                    }
                });
            }
        }
        return roles;
    }

    Path folder() {
        return folder;
    }

    TensorFiles tensors() {
        return tensors;
    }

    Tokenizer tokenizer() {
        return tokenizer;
    }

    TokenKeys tokens() {
        return tokens;
    }

    Tensor input() {
        return input;
    }

    /** {@return the matrix of the output, or null if it is that of the input} */
    @Nullable
    Tensor output() {
        return output;
    }
}
