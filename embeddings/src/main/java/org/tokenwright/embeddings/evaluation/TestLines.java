package org.tokenwright.embeddings.evaluation;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tokenwright.text.CorruptInputException;

/** Reads small files of lines. */
final class TestLines {
    /** The largest file that is read, in bytes. */
    private static final long MAX_BYTES = 1L << 28;

    private TestLines() {}

    static List<String> read(Path file) throws IOException {
        long size = Files.size(file);
        if (size > MAX_BYTES) {
            throw new CorruptInputException(file.toString(), "the whole file", size + " bytes", "at most " + MAX_BYTES);
        }
        try {
            return Files.readString(file, StandardCharsets.UTF_8).lines().toList();
        } catch (CharacterCodingException e) {
            throw new CorruptInputException(file.toString(), "the whole file", "malformed bytes", "UTF-8");
        }
    }

    static CorruptInputException corrupt(Path file, int line, String found, String expected) {
        return new CorruptInputException(file.toString(), "line " + (line + 1), found, expected);
    }
}
