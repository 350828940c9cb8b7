package org.tokenwright.tokenizers.packing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;

class JsonTokenReaderTest {
    static int[][] read(byte[] lines) throws IOException {
        List<int[]> documents = new ArrayList<>();
        TextSource source = TextSource.builder().stream("ids", new ByteArrayInputStream(lines))
                .format(TextFormat.LINES)
                .build();
        try (TokenReader reader = JsonTokenReader.of(source.open())) {
            while (reader.next()) {
                documents.add(Arrays.copyOfRange(reader.ids(), reader.start(), reader.end()));
            }
            assertEquals(TokenReader.UNKNOWN, reader.vocabularySize());
        }
        return documents.toArray(int[][]::new);
    }

    @Test
    void bothNamesAreRead() throws IOException {
        String lines = """
                {"ids":[1,2]}

                {"text":"x","input_ids":[],"seq_lengths":[[3],{"ids":[4]}]}
                {"input_ids": [ 2147483647 ] }
                """;
        assertArrayEquals(new int[][] {{1, 2}, {}, {2147483647}}, read(lines.getBytes(UTF_8)));
        int[] many = IntStream.range(0, 5000).toArray();
        String line = Arrays.stream(many).mapToObj(Integer::toString).collect(Collectors.joining(","));
        assertArrayEquals(new int[][] {many}, read(("{\"ids\":[" + line + "]}").getBytes(UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"ids\":[1,-2]}|element 1 of \"ids\": found -2, expected an id from 0 to 2147483647",
                "{\"ids\":[2147483648]}|element 0 of \"ids\": found 2147483648, expected an id from 0 to 2147483647",
                "{\"input_ids\":[1.0]}|element 0 of \"input_ids\": found 1.0, expected an id from 0 to 2147483647",
                "{\"ids\":1}|its object: found no such array, expected an object with one array \"ids\" or \"input_ids\"",
                "{\"ids\":[],\"input_ids\":[]}|its object: found a second array, expected an object with one array \"ids\" or"
                        + " \"input_ids\"",
                "[1]|its beginning: found another JSON value, expected an object with one array \"ids\" or \"input_ids\","
                        + " as encode makes of JSONL",
                "7 8|its beginning: found a number, expected an object with one array \"ids\" or \"input_ids\","
                        + " as encode makes of JSONL",
                "{\"ids\":[]} 1|its end: found something behind the object, expected the end of the line",
            })
    void othersAreRefused(String line, String message) {
        assertEquals(
                "ids, line 2, " + message,
                assertThrows(CorruptInputException.class, () -> read(("\n" + line).getBytes(UTF_8)))
                        .getMessage());
    }

    @Test
    void aNulIsNoSignOfAnotherCharset() {
        assertEquals(
                "ids, line 1, byte 2 of the line: found a NUL, expected an object",
                assertThrows(CorruptInputException.class, () -> read("9\0\0\0{}".getBytes(UTF_8)))
                        .getMessage());
    }
}
