package org.tokenwright.embeddings.sentence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.embeddings.tensors.SafetensorsWriter;
import org.tokenwright.embeddings.tensors.TensorType;
import org.tokenwright.text.CorruptInputException;

class StaticModelFuzzTest {
    private static final String TOKENS = """
            {"version":"1.0","truncation":null,"padding":null,"added_tokens":[{"id":0,"content":"[UNK]",\
            "single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":true}],"normalizer":null,\
            "pre_tokenizer":{"type":"BertPreTokenizer"},"post_processor":null,"decoder":null,"model":{"type":"WordPiece",\
            "unk_token":"[UNK]","continuing_subword_prefix":"##","max_input_chars_per_word":100,\
            "vocab":{"[UNK]":0,"a":1,"##b":2}}}
            """;

    @TempDir
    private static Path folder;

    /** A model of which one file holds any bytes is refused, or it is read and encodes. */
    @FuzzTest(maxDuration = "1m")
    void readsOrRefusesAnyFile(FuzzedDataProvider data) throws IOException {
        int part = data.consumeInt(0, 3);
        byte[] any = data.consumeRemainingAsBytes();
        SafetensorsWriter tensors = new SafetensorsWriter()
                .add("embeddings", TensorType.F32, new long[] {3, 2}, new float[] {1, 2, 3, 4, 5, 6});
        tensors.add("mapping", new int[] {2, 0, 1}).write(folder.resolve(StaticModel.TENSORS));
        write(StaticModel.TOKENIZER, TOKENS.getBytes(StandardCharsets.UTF_8));
        write(StaticModel.CONFIG, "{\"normalize\":true}".getBytes(StandardCharsets.UTF_8));
        write("modules.json", "[]".getBytes(StandardCharsets.UTF_8));
        write(
                switch (part) {
                    case 0 -> StaticModel.TENSORS;
                    case 1 -> StaticModel.TOKENIZER;
                    case 2 -> StaticModel.CONFIG;
                    default -> "modules.json";
                },
                any);
        StaticModel model;
        try {
            model = StaticModel.load(folder);
        } catch (CorruptInputException e) {
            assertTrue(e.source().startsWith(folder.toString()));
            return;
        }
        float[] vector = new float[model.dimension()];
        try {
            assertTrue(model.newEncoder().encode("a ab b [UNK]", vector, 0) >= 0);
        } catch (IllegalArgumentException e) {
            assertArrayEquals(new float[vector.length], vector); // the text has what the tokens do not cover
        }
    }

    private static void write(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
    }
}
