package org.tokenwright.opensearch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.util.ResourceLoader;

/** Opens files of a folder, and none outside of it: whoever may make an index may name any file. */
final class ConfigurationLoader implements ResourceLoader {
    private final Path folder;

    ConfigurationLoader(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public InputStream openResource(String resource) throws IOException {
        Path file = folder.resolve(resource).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException(resource + " is outside of the folder of configuration, where models have to be");
        }
        return Files.newInputStream(file);
    }

    @Override
    public <T> Class<? extends T> findClass(String name, Class<T> expected) {
        throw new UnsupportedOperationException("no class is loaded by its name, asked for " + name);
    }

    @Override
    public <T> T newInstance(String name, Class<T> expected) {
        throw new UnsupportedOperationException("no class is loaded by its name, asked for " + name);
    }
}
