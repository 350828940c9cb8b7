package org.tokenwright.tokenizers.infilling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokenwright.testing.Seeds;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.formats.LoadOptions;
import org.tokenwright.tokenizers.formats.ModelFormats;
import org.tokenwright.tokenizers.slow.GoldenSet;
import org.tokenwright.vocab.SpecialTokens;

class FimFormatTest {
    private static final FimParts PARTS = new FimParts("P", "M", "S");
    private static final FimSeParts LINES = new FimSeParts("R", "L", "M", "F", "Q", FimConstraints.BOTH);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "codellama;PSM;<PRE> P <SUF>S <MID>M<EOT>",
                "codellama;SPM;<PRE> <SUF>S <MID> PM<EOT>",
                "starcoder;PSM;<fim_prefix>P<fim_suffix>S<fim_middle>M<|endoftext|>",
                "starcoder;SPM;<fim_prefix><fim_suffix>S<fim_middle>PM<|endoftext|>",
                "deepseek-coder;PSM;<｜fim▁begin｜>P<｜fim▁hole｜>S<｜fim▁end｜>M",
                "deepseek-coder;SPM;<｜fim▁begin｜><｜fim▁hole｜>S<｜fim▁end｜>PM",
                "qwen-coder;PSM;<|fim_prefix|>P<|fim_suffix|>S<|fim_middle|>M",
                "codegemma;PSM;<|fim_prefix|>P<|fim_suffix|>S<|fim_middle|>M",
                "codestral;SPM;[SUFFIX]S[PREFIX]PM",
            })
    void textIsThatOfTheModels(String name, FimOrder order, String expected) {
        FimFormat format = FimFormat.of(name);
        assertEquals(name, format.name());
        assertTrue(FimFormat.names().contains(name));
        assertTrue(format.has(order, false));
        assertEquals(expected, format.text(PARTS, order));
        assertEquals(expected.substring(0, expected.lastIndexOf('M')), format.prompt(PARTS, order));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "codellama;PSM;<PRE> R <SUF>Q<START>L<END>F <MID>LMF<EOT>",
                "codellama;SPM;<SUF>Q <PRE> R<START>L<END>F <MID>LMF<EOT>",
                "starcoder;PSM;<fim_prefix>R<fim_suffix>Q<START>L<END>F<fim_middle>LMF<|endoftext|>",
                "starcoder;SPM;<fim_suffix>Q<fim_prefix>R<START>L<END>F<fim_middle>LMF<|endoftext|>",
                "codegemma;SPM;<|fim_suffix|>Q<|fim_prefix|>R<START>L<END>F<|fim_middle|>LMF",
            })
    void textOfLinesIsThatOfThePaper(String name, FimOrder order, String expected) {
        assertEquals(expected, FimFormat.of(name).text(LINES, order));
    }

    @Test
    void constraintsThatAreNotNamedLeaveTheTarget() {
        FimFormat format = FimFormat.of("starcoder");
        assertEquals(
                "<fim_prefix>R<fim_suffix>Q<START><END><fim_middle>LMF<|endoftext|>",
                format.text(LINES.withConstraints(FimConstraints.NONE), FimOrder.PSM));
        assertEquals(
                "<fim_prefix>R<fim_suffix>Q<START>L<END><fim_middle>",
                format.prompt(LINES.withConstraints(FimConstraints.START), FimOrder.PSM));
    }

    @Test
    void whatAFormatHasNotIsRefused() {
        assertFalse(FimFormat.of("codestral").has(FimOrder.SPM, true));
        assertEquals(
                "codestral has no samples of the order PSM",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> FimFormat.of("codestral").text(PARTS, FimOrder.PSM))
                        .getMessage());
        assertEquals(
                "codestral has no samples of the order SPM for FIM-SE",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> FimFormat.of("codestral").text(LINES, FimOrder.SPM))
                        .getMessage());
        assertEquals(
                "qwen-coder has no samples of the order SPM",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> FimFormat.of("qwen-coder").prompt(PARTS, FimOrder.SPM))
                        .getMessage());
        assertEquals(
                "there is no format santacoder for infilling, expected one of [codellama, starcoder, deepseek-coder,"
                        + " qwen-coder, codegemma, codestral]",
                assertThrows(IllegalArgumentException.class, () -> FimFormat.of("santacoder"))
                        .getMessage());
        assertEquals(
                "a document in three parts has no section TARGET",
                assertThrows(IllegalArgumentException.class, () -> PARTS.text(FimSection.TARGET))
                        .getMessage());
        assertEquals(
                "a document of FIM-SE has no section MIDDLE",
                assertThrows(IllegalArgumentException.class, () -> LINES.text(FimSection.MIDDLE))
                        .getMessage());
    }

    @Test
    void specialTokensThatAreMissingAreNamed() {
        Tokenizer tokenizer = FimTokenizers.with("<fim_prefix>", "<fim_suffix>", "<fim_middle>");
        assertEquals(
                "the tokenizer has no special token \u2581<PRE>, which codellama needs",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> FimFormat.of("codellama").newEncoder(tokenizer))
                        .getMessage());
        FimEncoder encoder = FimFormat.of("starcoder").newEncoder(tokenizer);
        encoder.encode(PARTS, FimOrder.PSM);
        assertEquals(
                "the tokenizer has no special token <START>, which starcoder needs",
                assertThrows(IllegalArgumentException.class, () -> encoder.encode(LINES, FimOrder.PSM))
                        .getMessage());
    }

    /** Each section has the ids that it has alone, special tokens are those of the format, and text makes none. */
    @Test
    void idsAreThoseOfEachSection() {
        SplittableRandom random = Seeds.random("idsAreThoseOfEachSection");
        Tokenizer tokenizer = FimTokenizers.starcoder();
        FimFormat format = FimFormat.of("starcoder");
        FimEncoder encoder = format.newEncoder(tokenizer);
        FimTransformer transformer = FimTransformer.of(1, 0.5, random.nextLong());
        for (int round = 0; round < 1_000; round++) {
            String text = FimTokenizers.text(random, 12);
            assertArrayEquals(tokenizer.encode(text, SpecialTokenPolicy.IGNORE), encoder.encode(text));
            FimDecision decision = transformer.decide(round, text);
            if (decision == null) {
                continue;
            }
            FimParts parts = FimParts.of(text, decision.start(), decision.end());
            FimSample sample =
                    random.nextBoolean() ? parts : FimSeParts.of(parts).withConstraints(decision.constraints());
            FimSequence sequence = encoder.encode(sample, decision.order());
            assertEquals(format.text(sample, decision.order()), tokenizer.decode(sequence.ids()));
            boolean lines = sample instanceof FimSeParts;
            int special = 0;
            for (int id : sequence.ids()) {
                special += tokenizer.specialTokens().bytes(id) == null ? 0 : 1;
            }
            assertEquals(lines ? 6 : 4, special);
            FimSection[] sections = lines
                    ? new FimSection[] {
                        FimSection.R_PREFIX,
                        FimSection.L_PREFIX,
                        FimSection.TARGET,
                        FimSection.F_SUFFIX,
                        FimSection.R_SUFFIX
                    }
                    : new FimSection[] {FimSection.PREFIX, FimSection.MIDDLE, FimSection.SUFFIX};
            int length = special;
            for (FimSection section : sections) {
                assertArrayEquals(
                        tokenizer.encode(sample.text(section), SpecialTokenPolicy.IGNORE), sequence.ids(section));
                length += sequence.end(section) - sequence.start(section);
            }
            assertEquals(sequence.ids().length, length);
            int[] prompt = encoder.encodePrompt(sample, decision.order()).ids();
            FimSection target = lines ? FimSection.TARGET : FimSection.MIDDLE;
            assertArrayEquals(Arrays.copyOf(sequence.ids(), sequence.start(target)), prompt);
        }
        assertEquals(
                "the sample has no section TARGET",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> encoder.encode(PARTS, FimOrder.PSM).start(FimSection.TARGET))
                        .getMessage());
    }

    @Test
    void cutsInsideTokensAreCounted() {
        Tokenizer tokenizer = FimTokenizers.starcoder();
        String text = "the and of\nthe";
        int[] ids = tokenizer.encode(text);
        SubTokenRate rate = new SubTokenRate(tokenizer);
        assertEquals(0, rate.rate());
        int expected = 0;
        for (int start = 0; start < text.length(); start++) {
            for (int end = start + 1; end < text.length(); end++) {
                boolean inside = isInside(tokenizer, ids, start) || isInside(tokenizer, ids, end);
                assertEquals(inside, rate.add(FimParts.of(text, start, end)));
                expected += inside ? 1 : 0;
            }
        }
        assertTrue(expected > 0 && expected < rate.samples());
        assertEquals(expected, rate.broken());
        assertEquals((double) expected / rate.samples(), rate.rate());
    }

    private static boolean isInside(Tokenizer tokenizer, int[] ids, int place) {
        return IntStream.rangeClosed(0, ids.length)
                .noneMatch(i -> tokenizer.decodeBytes(Arrays.copyOf(ids, i)).length == place);
    }

    /** Only the prefix has the space that SentencePiece puts in front of a text. */
    @Test
    void sectionsOfSentencePieceHaveNoSpaceInFront() throws IOException {
        Tokenizer plain =
                ModelFormats.loadTokenizer(GoldenSet.file("sentencepiece/bpe_unused.model"), LoadOptions.NONE);
        Tokenizer tokenizer = new SpecialTokenizer(
                plain,
                SpecialTokens.of(Map.of(
                        "\u2581<PRE>", 90_000, "\u2581<SUF>", 90_001, "\u2581<MID>", 90_002, "\u2581<EOT>", 90_003)));
        FimEncoder encoder = FimFormat.of("codellama").newEncoder(tokenizer);
        FimSequence sequence = encoder.encode(new FimParts("the the", "an", "a the"), FimOrder.PSM);
        assertArrayEquals(plain.encode("the the"), sequence.ids(FimSection.PREFIX));
        int[] behind = plain.encode("x\u263Aan");
        int[] middle = sequence.ids(FimSection.MIDDLE);
        assertArrayEquals(Arrays.copyOfRange(behind, behind.length - middle.length, behind.length), middle);
        assertFalse(Arrays.equals(plain.encode("an"), middle));
        int[] all = IntStream.of(sequence.ids()).filter(id -> id < 90_000).toArray();
        assertEquals("the thea thean", plain.decode(all));
    }
}
