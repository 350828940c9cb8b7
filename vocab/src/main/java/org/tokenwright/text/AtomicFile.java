package org.tokenwright.text;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.UUID;

/** Writes files that appear whole or not at all. */
public final class AtomicFile {
    private static final int BUFFER_BYTES = 1 << 16;

    private AtomicFile() {}

    /** What a file is to hold. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes the whole content.
         *
         * @param out where it goes: buffered, closed by the caller
         * @throws IOException if the content cannot be made or written
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file: to a temporary file in the same folder, named {@code .NAME.RANDOM.tmp}, which is forced to the disk
     * and then takes the place of the target in one step. Whatever fails or is thrown on the way, the temporary file is
     * deleted and an old target is untouched. A replaced file keeps its permissions. A target that is a symbolic link to a
     * file stays one: the file it leads to is replaced.
     *
     * @param target the file, replaced if it exists
     * @param content what it is to hold
     * @throws NoSuchFileException if the folder of the target does not exist
     * @throws FileSystemException if the target exists and is not a regular file
     * @throws IOException if writing fails
     */
    public static void write(Path target, Content content) throws IOException {
        Path file = resolve(target);
        Path temporary = file.resolveSibling("." + file.getFileName() + "." + Long.toHexString(randomBits()) + ".tmp");
        FileChannel channel = create(temporary, target);
        try {
            try (channel) {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
                content.writeTo(out);
                out.flush();
                keepPermissions(file, temporary);
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (Throwable failure) {
            deleteAfter(failure, temporary);
            throw failure;
        }
    }

    private static FileChannel create(Path temporary, Path target) throws IOException {
        try {
            return FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        } catch (AccessDeniedException e) {
            AccessDeniedException denied =
                    new AccessDeniedException(target.toString(), null, "no file can be made in its folder");
            denied.initCause(e);
            throw denied;
        }
    }

    private static Path resolve(Path target) throws IOException {
        if (Files.exists(target)) {
            if (!Files.isRegularFile(target)) {
                String found = Files.isDirectory(target) ? "a folder" : "not a regular file";
                throw new FileSystemException(target.toString(), null, "is " + found + ", cannot be written as a file");
            }
            return target.toRealPath();
        }
        Path file = target.toAbsolutePath();
        Path folder = file.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw Files.exists(folder)
                    ? new NotDirectoryException(folder.toString())
                    : new NoSuchFileException(target.toString(), null, "its folder does not exist");
        }
        return file;
    }

    private static void keepPermissions(Path old, Path temporary) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
        if (view != null && Files.exists(old)) {
            view.setPermissions(Files.getPosixFilePermissions(old));
        }
    }

    private static long randomBits() {
        return UUID.randomUUID().getLeastSignificantBits();
    }

    private static void deleteAfter(Throwable failure, Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
