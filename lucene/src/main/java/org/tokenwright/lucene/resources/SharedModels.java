package org.tokenwright.lucene.resources;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.lucene.util.ResourceLoader;
import org.jspecify.annotations.Nullable;

/**
 * The models of all components in this JVM, each content once. A host makes a factory for every field type of every index, so
 * the same model is asked for many times, and two indexes may have different files of one name: what is shared is found by its
 * kind and the SHA-256 of its content, never by name. It stays only while somebody uses it. This is the one place of the
 * project with state for the whole JVM, which is what hosts need; they see nothing of it but memory that is not used twice.
 *
 * <p>Models are read from files. A resource may lie in a jar, a database or a remote store, so it is copied to a temporary
 * folder under its own name, which is gone when the model is there.
 */
public final class SharedModels {
    /** The most bytes that a resource may have. */
    public static final long MAX_BYTES = 1L << 31;

    private static final Map<Key, WeakReference<Object>> MODELS = new HashMap<>();

    /**
     * Reads a model.
     *
     * @param <T> kind of the model
     */
    @FunctionalInterface
    public interface ModelReader<T> {
        /**
         * {@return the model}
         *
         * @param file the file, or the first of several that belong together
         * @throws IOException if it cannot be read or is malformed
         */
        T read(Path file) throws IOException;
    }

    /**
     * Makes a model.
     *
     * @param <T> kind of the model
     */
    @FunctionalInterface
    public interface ModelMaker<T> {
        /**
         * {@return the model}
         *
         * @throws IOException if something that it needs cannot be read
         */
        T make() throws IOException;
    }

    private record Key(Class<?> kind, String variant, List<String> digests) {}

    private SharedModels() {}

    /**
     * Returns a model, read if no component has it yet. May be called by any number of threads.
     *
     * @param <T> kind of the model
     * @param kind kind of the model
     * @param variant how it is read, if that changes what comes out; else empty
     * @param loader where resources are found
     * @param resources names of the files that make up the model, at least one
     * @param reader reads the first file, beside which the others are
     * @return the model, the same as long as somebody holds it
     * @throws IOException if a resource is missing, too large or malformed
     * @throws IllegalArgumentException if two resources have the same file name, or one has none
     */
    public static <T> T get(
            Class<T> kind,
            String variant,
            ResourceLoader loader,
            List<String> resources,
            ModelReader<? extends T> reader)
            throws IOException {
        Path folder = Files.createTempDirectory("tokenwright-");
        try {
            List<String> digests = new ArrayList<>();
            for (String resource : resources) {
                Path file = folder.resolve(fileName(resource));
                if (Files.exists(file)) {
                    throw new IllegalArgumentException("two of the resources " + resources + " have the name "
                            + fileName(resource) + ", expected different names");
                }
                digests.add(copy(loader, resource, file));
            }
            Key key = new Key(kind, variant, digests);
            T shared = kind.cast(find(key));
            return shared != null
                    ? shared
                    : kind.cast(keep(key, reader.read(folder.resolve(fileName(resources.get(0))))));
        } finally {
            delete(folder);
        }
    }

    /**
     * Returns a model that needs no files, made if no component has it yet. May be called by any number of threads.
     *
     * @param <T> kind of the model
     * @param kind kind of the model
     * @param name name of the model, different from all others of its kind
     * @param maker makes it
     * @return the model, the same as long as somebody holds it
     * @throws IOException if {@code maker} does
     */
    public static <T> T get(Class<T> kind, String name, ModelMaker<? extends T> maker) throws IOException {
        Key key = new Key(kind, name, List.of());
        T shared = kind.cast(find(key));
        return shared != null ? shared : kind.cast(keep(key, maker.make()));
    }

    /**
     * {@return whether there is a resource of some name}
     *
     * @param loader where it would be
     * @param resource its name
     */
    public static boolean exists(ResourceLoader loader, String resource) {
        try (InputStream in = loader.openResource(resource)) {
            return in != null;
        } catch (IOException e) {
            return false;
        }
    }

    private static @Nullable Object find(Key key) {
        synchronized (MODELS) {
            WeakReference<Object> reference = MODELS.get(key);
            return reference == null ? null : reference.get();
        }
    }

    /** Keeps a model, unless another thread was faster, whose model is returned then. */
    private static Object keep(Key key, Object model) {
        synchronized (MODELS) {
            MODELS.values().removeIf(reference -> reference.refersTo(null));
            Object shared = find(key);
            if (shared != null) {
                return shared;
            }
            MODELS.put(key, new WeakReference<>(model));
            return model;
        }
    }

    private static String fileName(String resource) {
        String name = resource.substring(Math.max(resource.lastIndexOf('/'), resource.lastIndexOf('\\')) + 1);
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException("the resource \"" + resource + "\" has no file name");
        }
        return name;
    }

    private static String copy(ResourceLoader loader, String resource, Path target) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(loader.openResource(resource), digest);
                OutputStream out = Files.newOutputStream(target)) {
            byte[] buffer = new byte[1 << 16];
            long size = 0;
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                size += count;
                if (size > MAX_BYTES) {
                    throw new IOException(resource + " has more than " + MAX_BYTES + " bytes");
                }
                out.write(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void delete(Path folder) throws IOException {
        List<Path> files;
        try (var entries = Files.list(folder)) {
            files = entries.toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(folder);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JVM has SHA-256", e);
        }
    }
}
