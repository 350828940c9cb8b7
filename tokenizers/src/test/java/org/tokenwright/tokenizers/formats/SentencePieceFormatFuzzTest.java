package org.tokenwright.tokenizers.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.tokenwright.tokenizers.Decoder;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.OffsetUnit;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;

class SentencePieceFormatFuzzTest {
    private static final SentencePieceLimits LIMITS = new SentencePieceLimits(1 << 16, 1 << 10, 1 << 8);
    private static final byte[] TEXT = " the meadow  é\u2581漢 <s>abcabcaaaa\u0001 \u00ff".getBytes(UTF_8);

    @FuzzTest(maxDuration = "1m")
    void anyFileIsRefusedOrEncodesText(byte[] file) {
        Tokenizer tokenizer;
        try {
            tokenizer = SentencePieceFormat.read(new ByteArrayInputStream(file), "fuzz", LIMITS);
        } catch (IOException refused) {
            assertNotNull(refused.getMessage());
            return;
        }
        Encoder encoder = tokenizer.newEncoder(SpecialTokenPolicy.IGNORE);
        int count = encoder.encode(TEXT, 0, TEXT.length);
        assertEquals(count, encoder.encoding(OffsetUnit.UTF16).size());
        Decoder decoder = tokenizer.newDecoder();
        StringBuilder streamed = new StringBuilder();
        int[] ids = new int[count];
        System.arraycopy(encoder.ids(), 0, ids, 0, count);
        for (int id : ids) {
            streamed.append(decoder.append(id));
        }
        assertEquals(tokenizer.decode(ids), streamed.append(decoder.finish()).toString());
    }
}
