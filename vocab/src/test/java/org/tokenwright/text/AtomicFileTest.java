package org.tokenwright.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path folder;

    @Test
    void writesANewFileAndReplacesAnOldOne() throws IOException {
        Path target = folder.resolve("model.bin");
        byte[] large = new byte[200_000];
        large[199_999] = 7;

        AtomicFile.write(target, out -> out.write(large));
        assertArrayEquals(large, Files.readAllBytes(target));

        AtomicFile.write(target, out -> out.write("new".getBytes(UTF_8)));
        assertEquals("new", Files.readString(target));
        assertEquals(List.of("model.bin"), names());
    }

    @Test
    void theTargetDoesNotChangeBeforeTheContentIsWhole() throws IOException {
        Path target = Files.writeString(folder.resolve("model.bin"), "old");

        AtomicFile.write(target, out -> {
            writeMuch(out);
            assertEquals("old", Files.readString(target));
            List<String> names = names();
            assertEquals(2, names.size());
            assertTrue(names.getFirst().matches("\\.model\\.bin\\.[0-9a-f]+\\.tmp"), names::toString);
        });

        assertEquals(200_000, Files.size(target));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aReplacedFileKeepsItsPermissions() throws IOException {
        Path target = Files.writeString(folder.resolve("model.bin"), "old");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r-----"));

        AtomicFile.write(target, out -> out.write(1));

        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(target)));
    }

    @Test
    void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
        Path target = Files.writeString(folder.resolve("model.bin"), "old");
        List<Throwable> failures =
                List.of(new IOException("disk full"), new IllegalStateException("bug"), new OutOfMemoryError("heap"));

        for (Throwable failure : failures) {
            Throwable thrown = assertThrows(
                    Throwable.class,
                    () -> AtomicFile.write(target, out -> {
                        writeMuch(out);
                        throwAny(failure);
                    }));
            assertSame(failure, thrown);
            assertEquals("old", Files.readString(target));
            assertEquals(List.of("model.bin"), names());
        }
    }

    @Test
    void refusesAFolderAsTarget() {
        FileSystemException e =
                assertThrows(FileSystemException.class, () -> AtomicFile.write(folder, AtomicFileTest::writeMuch));
        assertEquals(folder + ": is a folder, cannot be written as a file", e.getMessage());
    }

    @Test
    void saysThatTheFolderIsMissing() {
        Path target = folder.resolve("missing").resolve("model.bin");
        NoSuchFileException e =
                assertThrows(NoSuchFileException.class, () -> AtomicFile.write(target, AtomicFileTest::writeMuch));
        assertEquals(target + ": its folder does not exist", e.getMessage());
    }

    @Test
    void saysThatTheParentIsAFile() throws IOException {
        Path parent = Files.createFile(folder.resolve("parent"));
        NotDirectoryException e = assertThrows(
                NotDirectoryException.class,
                () -> AtomicFile.write(parent.resolve("model.bin"), AtomicFileTest::writeMuch));
        assertEquals(parent.toString(), e.getMessage());
    }

    @Test
    void aBareFileNameIsInTheWorkingFolder() throws IOException {
        Path target = Path.of("atomic-file-test-" + UUID.randomUUID());
        try {
            AtomicFile.write(target, out -> out.write('x'));
            assertEquals("x", Files.readString(target));
        } finally {
            Files.deleteIfExists(target);
        }
    }

    @Test
    void writesThroughASymbolicLink() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        AtomicFile.write(link, out -> out.write('x'));

        assertTrue(Files.isSymbolicLink(link));
        assertEquals("x", Files.readString(file));
    }

    private static void writeMuch(OutputStream out) throws IOException {
        out.write(new byte[200_000]);
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void throwAny(Throwable failure) throws E {
        throw (E) failure;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
