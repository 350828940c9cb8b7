package org.tokenwright.tokenizers.codelength;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokenwright.testing.Seeds;
import org.tokenwright.testing.SharedData;
import org.tokenwright.text.Document;
import org.tokenwright.text.DocumentReader;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.formats.ModelFormats;
import org.tokenwright.tokenizers.slow.GoldenSet;
import org.tokenwright.vocab.Vocabulary;

class CodeLengthTest {
    private static final String FOLDER = "data/corpora/english/";

    @RepeatedTest(10)
    void addsWhatThePlainModelPredicts() {
        SplittableRandom random = Seeds.random("addsWhatThePlainModelPredicts");
        int order = random.nextInt(4);
        int symbols = 1 + random.nextInt(100);
        CodeLength length = CodeLength.of(order, symbols);
        PlainNgramModel plain = new PlainNgramModel(order, symbols);
        double[] expected = new double[order + 1];
        for (int text = 0; text < 3; text++) {
            length.startText();
            plain.startText();
            int[] ids = RandomIds.of(random, symbols, 500);
            length.add(ids, 0, ids.length / 2);
            length.add(ids, ids.length / 2, ids.length);
            for (int id : ids) {
                double[] probabilities = plain.probabilities(id);
                for (int k = 0; k <= order; k++) {
                    expected[k] -= Math.log(probabilities[k]) / Math.log(2);
                }
                plain.append(id);
            }
        }
        for (int k = 0; k <= order; k++) {
            assertEquals(expected[k], length.bits(k), 1e-9 * Math.max(1, expected[k]));
        }
    }

    /** A surprise after a long time of greatest certainty is the least probability that there is. */
    @Test
    void theLeastProbabilitiesAreFinite() {
        CodeLength length = CodeLength.of(AdaptiveNgramModel.MAX_ORDER, AdaptiveNgramModel.MAX_SYMBOLS);
        int[] ids = new int[1_000_000];
        length.add(ids, 0, ids.length);
        double before = length.bits(AdaptiveNgramModel.MAX_ORDER);
        length.add(new int[] {1}, 0, 1);
        double expected = 24;
        for (int k = 0; k <= AdaptiveNgramModel.MAX_ORDER; k++) {
            expected += Math.log(ids.length - k + 1) / Math.log(2);
        }
        assertEquals(expected, length.bits(AdaptiveNgramModel.MAX_ORDER) - before, 1e-6);
    }

    @Test
    void refusesWhatIsOutOfRange() {
        CodeLength length = CodeLength.of(1, 5);
        assertThrows(IndexOutOfBoundsException.class, () -> length.add(new int[] {5}, 0, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> length.add(new int[] {1}, 0, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> length.bits(2));
    }

    @Test
    void aVocabularyCostsItsMerges() throws IOException {
        BpeModel model = ModelFormats.load(GoldenSet.file("gpt4o_simple.model"));
        int supermerges = model.supermerges() == null ? 0 : model.supermerges().size();
        assertTrue(supermerges > 0);
        double id = Math.log(model.vocabulary().size()) / Math.log(2);
        assertEquals(
                (2 * (model.merges().size() + supermerges) + model.deletions().size()) * id,
                CodeLength.vocabularyBits(model),
                1e-6);
    }

    @Test
    void vocabulariesOfUnknownOriginPayForTokensOfSeveralCharacters() {
        Vocabulary.Builder vocabulary = Vocabulary.builder();
        for (String token : List.of("a", "\u00e9", "ab", "\u00e9a")) {
            vocabulary.add(token.getBytes(UTF_8));
        }
        assertEquals(2 * 2 * 2, CodeLength.vocabularyBits(vocabulary.build()), 1e-12);
    }

    /** Measured by an independent program. */
    @Test
    void tinyShakespeareTakesTheBitsThatAreKnown() throws IOException {
        byte[] text = text("tinyshakespeare.txt.zst", Integer.MAX_VALUE);
        assertEquals(1_115_394, text.length);
        CodeLength length = codeLength(text, 5);
        double[] expected = {4.780, 3.548, 2.808, 2.359, 2.234, 2.289};
        for (int k = 0; k < expected.length; k++) {
            assertEquals(expected[k], length.bits(k) / text.length, 0.001, "order " + k);
        }
    }

    /** Beside the code length stands what {@code xz -9e} makes of the same bytes. */
    @ParameterizedTest
    @CsvSource({"tinyshakespeare.txt.zst, 1115394, 364404", "sotu.txt.gz, 1000000, 272240"})
    void compressesToTheCodeLength(String file, int bytes, int xz) throws IOException {
        byte[] text = text(file, bytes);
        double ideal = codeLength(text, NgramCompressor.BYTE_ORDER).bits(NgramCompressor.BYTE_ORDER) / Byte.SIZE;
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        NgramCompressor compressor = NgramCompressor.ofBytes();
        compressor.compress(new ByteArrayInputStream(text), stream, NgramCompressor.BYTE_ORDER);
        assertTrue(
                stream.size() > ideal && stream.size() < 1.001 * ideal,
                () -> stream.size() + " bytes, the code length is " + ideal);
        assertTrue(stream.size() < xz, () -> stream.size() + " bytes, xz makes " + xz);
        ByteArrayOutputStream restored = new ByteArrayOutputStream();
        compressor.decompress(new ByteArrayInputStream(stream.toByteArray()), file, restored);
        assertArrayEquals(text, restored.toByteArray());
    }

    private static CodeLength codeLength(byte[] text, int order) {
        CodeLength length = CodeLength.of(order, 256);
        int[] ids = new int[text.length];
        Arrays.setAll(ids, i -> text[i] & 0xFF);
        length.add(ids, 0, ids.length);
        return length;
    }

    private static byte[] text(String file, int bytes) throws IOException {
        try (DocumentReader reader = TextSource.builder()
                .path(SharedData.path(FOLDER + file))
                .build()
                .open()) {
            Document document = Objects.requireNonNull(reader.next());
            int end = Math.min(document.end(), document.start() + bytes);
            return Arrays.copyOfRange(document.bytes(), document.start(), end);
        }
    }
}
