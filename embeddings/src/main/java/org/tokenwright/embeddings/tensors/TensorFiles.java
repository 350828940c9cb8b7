package org.tokenwright.embeddings.tensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.CharConversionException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.tokenwright.text.CorruptInputException;

/**
 * The tensors of a model: of one safetensors file, or of shards that an index names. Immutable, safe for any number of threads.
 *
 * <p>The index is an object in JSON; its field {@code weight_map} maps the names of tensors to those of files in its folder,
 * other fields are passed over.
 */
public final class TensorFiles {
    /** The name of the file of a model that is not in shards. */
    public static final String FILE_NAME = "model.safetensors";

    /** The name of the index of a model in shards. */
    public static final String INDEX_NAME = "model.safetensors.index.json";

    /** How large an index may be: {@value} bytes. */
    public static final int MAX_INDEX_BYTES = 100_000_000;

    private static final String WEIGHT_MAP = "/weight_map";

    private final Map<Path, SafetensorsFile> files;
    private final Map<String, Tensor> tensors;

    private TensorFiles(Map<Path, SafetensorsFile> files, Map<String, Tensor> tensors) {
        this.files = Collections.unmodifiableMap(files);
        this.tensors = Collections.unmodifiableMap(tensors);
    }

    /**
     * Opens the files of a model.
     *
     * @param path a safetensors file, an index (a file whose name ends in {@code .json}), or a folder with
     *     {@value #INDEX_NAME} or {@value #FILE_NAME}, which are looked for in this order
     * @return its tensors
     * @throws CorruptInputException if a file is malformed, or has not the tensors that the index says
     * @throws IOException if a file cannot be read
     */
    public static TensorFiles open(Path path) throws IOException {
        Path file = path;
        if (Files.isDirectory(path)) {
            file = path.resolve(INDEX_NAME);
            if (!Files.exists(file)) {
                file = path.resolve(FILE_NAME);
            }
            if (!Files.exists(file)) {
                throw new FileNotFoundException(path + " has neither " + INDEX_NAME + " nor " + FILE_NAME);
            }
        }
        return Objects.toString(file.getFileName()).endsWith(".json") ? openIndex(file) : openFile(file);
    }

    private static TensorFiles openFile(Path path) throws IOException {
        SafetensorsFile file = SafetensorsFile.open(path);
        return new TensorFiles(new LinkedHashMap<>(Map.of(path, file)), new LinkedHashMap<>(file.tensors()));
    }

    private static TensorFiles openIndex(Path index) throws IOException {
        Map<String, String> weightMap = readIndex(index);
        Map<Path, SafetensorsFile> files = new LinkedHashMap<>();
        for (String name : new TreeSet<>(weightMap.values())) {
            Path path = index.resolveSibling(name);
            files.put(path, SafetensorsFile.open(path));
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : weightMap.entrySet()) {
            SafetensorsFile file = Objects.requireNonNull(files.get(index.resolveSibling(entry.getValue())));
            Tensor tensor = file.tensors().get(entry.getKey());
            if (tensor == null) {
                throw new CorruptInputException(
                        index.toString(),
                        WEIGHT_MAP + JsonFields.pointer(entry.getKey()),
                        "a tensor that " + entry.getValue() + " does not have",
                        "one that it has");
            }
            tensors.put(entry.getKey(), tensor);
        }
        for (Map.Entry<Path, SafetensorsFile> file : files.entrySet()) {
            for (String name : file.getValue().tensors().keySet()) {
                if (!file.getKey().equals(index.resolveSibling(weightMap.getOrDefault(name, "")))) {
                    throw new CorruptInputException(
                            index.toString(),
                            WEIGHT_MAP,
                            "no tensor " + JsonFields.quoted(name) + " in "
                                    + file.getKey().getFileName(),
                            "all tensors of the files that are named");
                }
            }
        }
        return new TensorFiles(files, tensors);
    }

    private static Map<String, String> readIndex(Path index) throws IOException {
        String source = index.toString();
        long size = Files.size(index);
        if (size > MAX_INDEX_BYTES) {
            throw new CorruptInputException(source, "byte 0", size + " bytes", "at most " + MAX_INDEX_BYTES);
        }
        try (JsonParser parser = new JsonFactory().createParser(Files.readAllBytes(index))) {
            parser.nextToken();
            JsonFields.require(parser, JsonToken.START_OBJECT, source, "byte 0");
            Map<String, String> weightMap = new LinkedHashMap<>();
            boolean found = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean map = parser.currentName().equals("weight_map");
                parser.nextToken();
                if (map) {
                    found = true;
                    readMap(parser, source, weightMap);
                } else {
                    parser.skipChildren();
                }
            }
            if (!found) {
                throw new CorruptInputException(source, WEIGHT_MAP, "nothing", "an object");
            }
            return weightMap;
        } catch (JsonParseException | StreamConstraintsException | CharConversionException e) {
            throw JsonFields.malformed(source, 0, e);
        }
    }

    private static void readMap(JsonParser parser, String source, Map<String, String> weightMap) throws IOException {
        JsonFields.require(parser, JsonToken.START_OBJECT, source, WEIGHT_MAP);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            String pointer = WEIGHT_MAP + JsonFields.pointer(name);
            parser.nextToken();
            JsonFields.require(parser, JsonToken.VALUE_STRING, source, pointer);
            String file = parser.getText();
            if (file.contains("/")
                    || file.contains("\\")
                    || file.indexOf('\0') >= 0
                    || !file.endsWith(".safetensors")) {
                throw new CorruptInputException(
                        source, pointer, JsonFields.quoted(file), "the name of a safetensors file in the same folder");
            }
            if (weightMap.put(name, file) != null) {
                throw new CorruptInputException(source, pointer, "a second value", "one");
            }
        }
    }

    /** {@return all tensors by name, in the order of the index or the file} */
    public Map<String, Tensor> tensors() {
        return tensors;
    }

    /**
     * {@return a tensor}
     *
     * @param name its name
     * @throws IllegalArgumentException if there is none of this name
     */
    public Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("there is no tensor " + name);
        }
        return tensor;
    }

    /**
     * {@return the file that has a tensor}
     *
     * @param name the name of the tensor
     * @throws IllegalArgumentException if there is none of this name
     */
    public Path fileOf(String name) {
        for (Map.Entry<Path, SafetensorsFile> file : files.entrySet()) {
            if (file.getValue().tensors().containsKey(name)) {
                return file.getKey();
            }
        }
        throw new IllegalArgumentException("there is no tensor " + name);
    }

    /** {@return the files, in the order of their names} */
    public Map<Path, SafetensorsFile> files() {
        return files;
    }
}
