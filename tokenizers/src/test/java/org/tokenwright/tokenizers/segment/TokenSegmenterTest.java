package org.tokenwright.tokenizers.segment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.Normalization;
import org.tokenwright.tokenizers.Encoding;
import org.tokenwright.tokenizers.OffsetUnit;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;

class TokenSegmenterTest {
    @ParameterizedTest
    @CsvSource({
        "gpt4o_simple.model, gpt4o, NONE",
        "gpt2_simple.model, none, NONE",
        "gpt2_simple.model, gpt2, NFC",
    })
    void cutsWhereTokensBegin(String file, String pattern, Normalization normalization) {
        SplittableRandom random = Seeds.random("cutsWhereTokensBegin." + pattern);
        Tokenizer tokenizer = SegmentTokenizers.of(file, pattern, normalization);
        Segmenter segmenter = Segmenters.tokens(tokenizer, SpecialTokenPolicy.ALLOW);
        SegmentStream stream = segmenter.newStream();
        for (int round = 0; round < 120; round++) {
            StringBuilder text = new StringBuilder();
            int parts = round % 50 == 0 ? 10_000 : 3;
            for (int part = 0; part < parts; part++) {
                text.append(new String(Segments.random(random, 20), UTF_8));
            }
            byte[] utf8 = text.toString().getBytes(UTF_8);
            Encoding encoding = tokenizer.encode(text, SpecialTokenPolicy.ALLOW, OffsetUnit.BYTES);
            List<Integer> expected = new ArrayList<>();
            int end = 0;
            for (int i = 0; i < encoding.size(); i++) {
                if (encoding.start(i) > 0 && encoding.start(i) >= end) {
                    expected.add(encoding.start(i));
                }
                end = Math.max(end, encoding.end(i));
            }
            if (utf8.length > 0) {
                expected.add(utf8.length);
            }
            int[] ends = expected.stream().mapToInt(each -> each).toArray();
            assertArrayEquals(ends, segmenter.ends(utf8, 0, utf8.length));
            assertArrayEquals(ends, Segments.inPieces(stream, utf8, random));
            Segments.assertTiling(ends, utf8.length, pattern);
        }
    }

    @Test
    void refusesSpecialTokensIfToldSo() {
        Tokenizer tokenizer = SegmentTokenizers.of("gpt4o_simple.model", "gpt4o");
        byte[] text = ("the end of it ".repeat(10_000) + "<|end|>").getBytes(UTF_8);
        Segmenter segmenter = Segmenters.tokens(tokenizer, SpecialTokenPolicy.RAISE);
        String message =
                String.valueOf(assertThrows(IllegalArgumentException.class, () -> segmenter.ends(text, 0, text.length))
                        .getMessage());
        assertTrue(message.matches("(?s).*<\\|end\\|>.*, counted from byte \\d+ of the text"), message);
        assertEquals(
                "tokens", Segmenters.tokens(tokenizer, SpecialTokenPolicy.RAISE).name());
        assertThrows(
                IllegalArgumentException.class,
                () -> Segmenters.tokens(tokenizer, SpecialTokenPolicy.allowOnly(Set.of("<|x|>"))));
    }
}
