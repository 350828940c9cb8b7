package org.tokenwright.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import org.tokenwright.lucene.tokens.TokenModel;

/** An index that {@code search index} has written, open for reading, with the model that it was made with. */
final class SearchIndex implements AutoCloseable {
    /** The text of a passage. */
    static final String TEXT = "text";

    /** The file that a passage comes from. */
    static final String SOURCE = "source";

    /** The line at which the document begins that has the passage, from 1. */
    static final String LINE = "line";

    /** Where the passage begins in its document, in UTF-16 units. */
    static final String START = "start";

    /** Where the passage ends in its document, exclusive. */
    static final String END = "end";

    private static final String MODEL = "tokenwright.model";
    private static final String FINGERPRINT = "tokenwright.fingerprint";

    private final Directory directory;
    private final DirectoryReader reader;
    private final TokenModel model;

    private SearchIndex(Directory directory, DirectoryReader reader, TokenModel model) {
        this.directory = directory;
        this.reader = reader;
        this.model = model;
    }

    /**
     * {@return what an index remembers of its model}
     *
     * @param pathOrName where the model is, or its name
     * @param model the model
     */
    static Map<String, String> memory(String pathOrName, TokenModel model) {
        Path path = Path.of(pathOrName);
        String place = Files.exists(path) ? path.toAbsolutePath().normalize().toString() : pathOrName;
        return Map.of(MODEL, place, FINGERPRINT, model.fingerprint());
    }

    /**
     * Opens an index.
     *
     * @param folder where it is
     * @param pathOrName where its model is now, or its name; null if it is where it was
     * @param loading loads the model
     * @return the index
     * @throws IOException if it is no such index, or the model is missing or another
     */
    static SearchIndex open(Path folder, @Nullable String pathOrName, ModelOptions loading) throws IOException {
        if (!Files.exists(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        Directory directory = FSDirectory.open(folder);
        try {
            DirectoryReader reader = DirectoryReader.open(directory);
            try {
                return new SearchIndex(directory, reader, model(folder, reader, pathOrName, loading));
            } catch (Throwable failure) {
                reader.close();
                throw failure;
            }
        } catch (IndexNotFoundException e) {
            directory.close();
            throw noIndex(folder, e);
        } catch (Throwable failure) {
            directory.close();
            throw failure;
        }
    }

    private static TokenModel model(
            Path folder, DirectoryReader reader, @Nullable String pathOrName, ModelOptions loading) throws IOException {
        Map<String, String> memory = reader.getIndexCommit().getUserData();
        String place = memory.get(MODEL);
        String fingerprint = memory.get(FINGERPRINT);
        if (place == null || fingerprint == null) {
            throw noIndex(folder, null);
        }
        String given = pathOrName == null ? place : pathOrName;
        if (pathOrName == null && Path.of(place).isAbsolute() && !Files.exists(Path.of(place))) {
            throw new FileSystemException(
                    folder.toString(), null, "its model is no longer at " + place + "; --model tells where it is");
        }
        TokenModel model = loading.tokenModel(given);
        if (!model.fingerprint().equals(fingerprint)) {
            throw new FileSystemException(
                    folder.toString(),
                    null,
                    "was made with a model of fingerprint " + fingerprint + ", but that of " + given + " is "
                            + model.fingerprint());
        }
        return model;
    }

    private static FileSystemException noIndex(Path folder, @Nullable Exception cause) {
        FileSystemException failure =
                new FileSystemException(folder.toString(), null, "is no index of tokenwright search");
        if (cause != null) {
            failure.initCause(cause);
        }
        return failure;
    }

    DirectoryReader reader() {
        return reader;
    }

    TokenModel model() {
        return model;
    }

    @Override
    public void close() throws IOException {
        try (directory) {
            reader.close();
        }
    }
}
