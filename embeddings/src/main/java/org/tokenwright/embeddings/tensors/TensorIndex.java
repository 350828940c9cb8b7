package org.tokenwright.embeddings.tensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.tokenwright.text.AtomicFile;

/** Writes the index of a model in shards, which {@link TensorFiles} reads. */
public final class TensorIndex {
    private TensorIndex() {}

    /**
     * Writes an index, as {@link AtomicFile#write} does.
     *
     * @param path the index, replaced if it exists
     * @param files the file of each tensor, of which only the name is written
     * @param totalBytes the number of bytes of all tensors
     * @throws IOException if writing fails
     */
    public static void write(Path path, Map<String, Path> files, long totalBytes) throws IOException {
        AtomicFile.write(path, out -> {
            try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
                json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                json.setPrettyPrinter(new DefaultPrettyPrinter());
                json.writeStartObject();
                json.writeObjectFieldStart("metadata");
                json.writeNumberField("total_size", totalBytes);
                json.writeEndObject();
                json.writeObjectFieldStart("weight_map");
                for (Map.Entry<String, Path> entry : files.entrySet()) {
                    Path name = Objects.requireNonNull(entry.getValue().getFileName(), "a file has a name");
                    json.writeStringField(entry.getKey(), name.toString());
                }
                json.writeEndObject();
                json.writeEndObject();
            }
        });
    }
}
