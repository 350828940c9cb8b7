package org.tokenwright.tokenizers.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.tokenizers.Decoder;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.pipeline.PipelineTokenizer;

class HuggingFaceFormatFuzzTest {
    private static final HuggingFaceLimits LIMITS = new HuggingFaceLimits(1 << 20, 1 << 16, 1 << 12, 1000, 32);
    private static final List<String> TEXTS =
            List.of("", " a b  ab\n", "Ab1, <x>é\u0301 漢か😀\r\n ▁a\u200d", "aaaabbbb   abab<x> <x>");

    @FuzzTest(maxDuration = "60s")
    void anyFileIsRefusedOrReadForWhatItSays(byte[] data) throws IOException {
        readOrRefuse(data);
    }

    static void readOrRefuse(byte[] file) throws IOException {
        PipelineTokenizer tokenizer = read(file);
        if (tokenizer != null) {
            check(tokenizer);
        }
    }

    private static @Nullable PipelineTokenizer read(byte[] file) throws IOException {
        try {
            return HuggingFaceFormat.read(new ByteArrayInputStream(file), "file", LIMITS, 0);
        } catch (CorruptInputException expected) {
            return null;
        }
    }

    private static void check(PipelineTokenizer tokenizer) throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        new HuggingFaceWriter(tokenizer.parts()).writeTo(written);
        PipelineTokenizer again =
                HuggingFaceFormat.read(new ByteArrayInputStream(written.toByteArray()), "written", LIMITS, 0);
        for (String text : TEXTS) {
            int[] ids = encode(tokenizer, text);
            if (ids != null) {
                assertArrayEquals(ids, encode(again, text));
                String decoded = tokenizer.decode(ids);
                assertEquals(decoded, again.decode(ids));
                Decoder decoder = tokenizer.newDecoder();
                StringBuilder parts = new StringBuilder();
                for (int id : ids) {
                    parts.append(decoder.append(id));
                }
                assertEquals(decoded, parts.append(decoder.finish()).toString());
            }
        }
    }

    private static int @Nullable [] encode(Tokenizer tokenizer, String text) {
        try {
            return tokenizer.encode(text, SpecialTokenPolicy.ALLOW);
        } catch (IllegalArgumentException expected) {
            return null;
        }
    }
}
