package org.tokenwright.tokenizers.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Assertions;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.vocab.SpecialTokens;

class Gpt2FormatFuzzTest {
    private static final String TOKENS = "{\"a\":0,\"b\":1,\"\u0120\":2,\"ab\":3,\"aba\":4,\"abab\":5,\"<x>\":6}";

    @FuzzTest(maxDuration = "60s")
    void anyFilesAreRefusedOrReadForWhatTheySay(FuzzedDataProvider data) throws IOException {
        byte[] tokens = data.consumeBoolean() ? TOKENS.getBytes(UTF_8) : data.consumeBytes(data.consumeInt(0, 200));
        byte[] merges = data.consumeRemainingAsBytes();
        BpeModel model;
        try {
            model = read(tokens, merges);
        } catch (CorruptInputException expected) {
            return;
        }
        Gpt2Writer writer;
        try {
            writer = new Gpt2Writer(model);
        } catch (IllegalArgumentException expected) {
            return;
        }
        ByteArrayOutputStream writtenTokens = new ByteArrayOutputStream();
        ByteArrayOutputStream writtenMerges = new ByteArrayOutputStream();
        writer.writeVocabulary(writtenTokens);
        writer.writeMerges(writtenMerges);
        Assertions.assertEquals(
                model.fingerprint(),
                read(writtenTokens.toByteArray(), writtenMerges.toByteArray()).fingerprint());
    }

    private static BpeModel read(byte[] tokens, byte[] merges) throws IOException {
        return new Gpt2Reader("vocab.json", "merges.txt")
                .model(
                        new ByteArrayInputStream(tokens),
                        new ByteArrayInputStream(merges),
                        Pretokenizers.of("gpt2"),
                        SpecialTokens.NONE);
    }
}
