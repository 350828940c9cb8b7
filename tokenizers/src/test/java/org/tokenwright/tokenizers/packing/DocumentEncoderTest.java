package org.tokenwright.tokenizers.packing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.DocumentReader;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.formats.ModelFormats;
import org.tokenwright.tokenizers.slow.GoldenSet;

class DocumentEncoderTest {
    private static final String SPECIAL = "<|end|>";

    private static Tokenizer tokenizer() throws IOException {
        BpeModel model = ModelFormats.load(GoldenSet.file("gpt4o_simple.model"));
        return model.withSpecialTokens(List.of(SPECIAL), 1).tokenizer();
    }

    private static DocumentReader lines(String text) throws IOException {
        return TextSource.builder().stream("lines", new ByteArrayInputStream(text.getBytes(UTF_8)))
                .format(TextFormat.LINES)
                .build()
                .open();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void idsAreThoseOfEachDocument(int threads) throws IOException {
        SplittableRandom random = Seeds.random("idsAreThoseOfEachDocument");
        Tokenizer tokenizer = tokenizer();
        List<String> documents = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            int words = random.nextInt(10) == 0 ? random.nextInt(2000) : random.nextInt(20);
            StringBuilder document = new StringBuilder();
            for (int word = 0; word < words; word++) {
                document.append(random.nextBoolean() ? " of the" : ", " + Integer.toString(random.nextInt(99_999), 36));
            }
            documents.add(document.toString());
        }
        documents.set(random.nextInt(3000), " of the European, and".repeat(100_000)); // in many parts
        documents.set(random.nextInt(3000), "x".repeat(700_000)); // with no cut
        documents.add(" of the Council, and".repeat(30_000)); // the last
        List<int[]> found = new ArrayList<>();
        try (DocumentEncoder encoder =
                DocumentEncoder.of(lines(String.join("\n", documents)), tokenizer, SpecialTokenPolicy.RAISE, threads)) {
            assertEquals(
                    Objects.requireNonNull(tokenizer.specialTokens().ids().get(SPECIAL)) + 1, encoder.vocabularySize());
            while (encoder.next()) {
                found.add(Arrays.copyOfRange(encoder.ids(), encoder.start(), encoder.end()));
            }
            assertEquals(encoder.bytesRead(), String.join("\n", documents).getBytes(UTF_8).length);
        }
        assertEquals(documents.size(), found.size());
        for (int i = 0; i < found.size(); i++) {
            assertArrayEquals(tokenizer.encode(documents.get(i)), found.get(i), "document " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void theFirstFailureIsThrownBehindTheDocumentsBefore(int threads) throws IOException {
        String good = "the opinion\n".repeat(40_000);
        String text = good + "of " + SPECIAL + "\n" + good + "and " + SPECIAL;
        try (DocumentEncoder encoder =
                DocumentEncoder.of(lines(text), tokenizer(), SpecialTokenPolicy.RAISE, threads)) {
            for (int i = 0; i < 40_000; i++) {
                encoder.next();
            }
            String message = String.valueOf(
                    assertThrows(IOException.class, encoder::next).getMessage());
            assertEquals("lines, line 40001: ", message.substring(0, 19), message);
        }
    }

    @Test
    void aPartSaysWhereItBegins() throws IOException {
        String text = " of the, and".repeat(50_000) + SPECIAL;
        try (DocumentEncoder encoder = DocumentEncoder.of(lines(text), tokenizer(), SpecialTokenPolicy.RAISE, 2)) {
            String message = String.valueOf(
                    assertThrows(IOException.class, encoder::next).getMessage());
            assertTrue(message.matches("lines, line 1: .*, counted from byte \\d+ of the text"), message);
        }
    }

    @Test
    void malformedInputIsReportedBehindTheDocumentsBefore() throws IOException {
        byte[] bytes = "of\nand\n\u00FF".getBytes(ISO_8859_1);
        DocumentReader reader = TextSource.builder().stream("lines", new ByteArrayInputStream(bytes))
                .format(TextFormat.LINES)
                .build()
                .open();
        try (DocumentEncoder encoder = DocumentEncoder.of(reader, tokenizer(), SpecialTokenPolicy.RAISE, 2)) {
            assertTrue(encoder.next());
            assertTrue(encoder.next());
            String message = String.valueOf(
                    assertThrows(IOException.class, encoder::next).getMessage());
            assertEquals("lines, line 3", message.substring(0, 13), message);
        }
    }

    @Test
    void noThreadIsRefused() throws IOException {
        DocumentReader reader = lines("");
        Tokenizer tokenizer = tokenizer();
        assertEquals(
                "the number of threads is 0, expected 1 or more",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> DocumentEncoder.of(reader, tokenizer, SpecialTokenPolicy.RAISE, 0))
                        .getMessage());
    }
}
