package org.tokenwright.boundary.charboundary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.text.CorruptInputException;

class AnnotatedTextTest {
    @TempDir
    private Path folder;

    @Test
    void trimsAndSortsEnds() {
        AnnotatedText text = new AnnotatedText(" A. \n B.  ", 10, 5, 4, 3, 0, 1);
        assertEquals(" A. \n B.  ", text.text());
        assertArrayEquals(new int[] {1, 6}, text.starts());
        assertArrayEquals(new int[] {3, 8}, text.ends());
        AnnotatedText apart = new AnnotatedText("x A. B.  ", new int[] {2, 4, 7}, new int[] {4, 9, 8});
        assertArrayEquals(new int[] {2, 5}, apart.starts());
        assertArrayEquals(new int[] {4, 7}, apart.ends());
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> new AnnotatedText("ab", 1, 3));
        assertEquals("end is 3, expected 0 to 2", e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> new AnnotatedText("ab", 1, -1));
        assertEquals("end is -1, expected 0 to 2", e.getMessage());
    }

    @Test
    void readsSpansAndEnds() throws IOException {
        Path path = Files.writeString(folder.resolve("texts.jsonl"), """
                {"id": "1", "text": "A. B.", "spans": [[0, 2], [3, 5]], "other": {"spans": [1]}}

                {"ends_u16": [2], "text": "A. B."}
                {"text": "x A. B.", "ends_u16": [4, 7], "starts_u16": [2, 4]}
                """);
        try (AnnotatedTextReader reader = new AnnotatedTextReader(path)) {
            assertArrayEquals(new int[] {2, 5}, ends(reader.next()));
            assertArrayEquals(new int[] {2}, ends(reader.next()));
            AnnotatedText apart = Objects.requireNonNull(reader.next());
            assertArrayEquals(new int[] {2, 5}, apart.starts());
            assertArrayEquals(new int[] {4, 7}, apart.ends());
            assertNull(reader.next());
        }
    }

    private static int[] ends(@Nullable AnnotatedText text) {
        return Objects.requireNonNull(text).ends();
    }

    @Test
    void refusesWhatIsMalformed() throws IOException {
        refuses("[]", "line 1: found [, expected an object");
        refuses("{}\n", "line 1: found an object without text, expected both");
        refuses("{\"text\": \"a\"}", "line 1: found an object without spans or ends_u16, expected both");
        refuses("\n{\"text\": 1}", "line 2: found 1, expected a string as text");
        refuses("{\"ends_u16\": {}}", "line 1: found {, expected an array");
        refuses("{\"spans\": [1]}", "line 1: found 1, expected a pair [start, end]");
        refuses("{\"spans\": [[1, 2, 3]]}", "line 1: found 3, expected a pair [start, end]");
        refuses("{\"ends_u16\": [\"x\"]}", "line 1: found x, expected an offset");
        refuses("{\"ends_u16\": [3000000000]}", "line 1: found 3000000000, expected an offset");
        refuses("{\"ends_u16\": [], \"spans\": []}", "line 1: found spans, expected one of spans and ends_u16");
        refuses(
                "{\"text\": \"a\", \"ends_u16\": [2]}",
                "line 1: found a sentence from 0 to 2, expected places from 0 to 1");
        refuses(
                "{\"text\": \" \", \"ends_u16\": [-1]}",
                "line 1: found a sentence from 0 to -1, expected places from 0 to 1");
        refuses(
                "{\"text\": \"a\", \"starts_u16\": [], \"ends_u16\": [1]}",
                "line 1: found 0 starts_u16, expected 1, as many as ends_u16");
        refuses("{\"starts_u16\": [], \"spans\": []}", "line 1: found spans, expected one of spans and ends_u16");
    }

    @Test
    void refusesOtherEncodings() throws IOException {
        Path path = Files.writeString(folder.resolve("zeros.jsonl"), "\0\0{\0");
        CorruptInputException e = assertThrows(CorruptInputException.class, () -> new AnnotatedTextReader(path));
        assertEquals(
                path + ", byte 0: found Unsupported UCS-4 endianness (2143) detected, expected JSON in UTF-8",
                e.getMessage());
    }

    private void refuses(String json, String message) throws IOException {
        Path path = Files.writeString(folder.resolve("wrong.jsonl"), json);
        try (AnnotatedTextReader reader = new AnnotatedTextReader(path)) {
            CorruptInputException e = assertThrows(CorruptInputException.class, reader::next);
            assertEquals(path + ", " + message, e.getMessage());
        }
    }
}
