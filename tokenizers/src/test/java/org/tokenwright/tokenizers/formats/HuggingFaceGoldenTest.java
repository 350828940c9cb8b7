package org.tokenwright.tokenizers.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenwright.tokenizers.Decoder;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.Encoding;
import org.tokenwright.tokenizers.OffsetUnit;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.slow.EngineGolden;

/** Published vocabularies against what two implementations of the format agree on. */
class HuggingFaceGoldenTest {
    private static final List<String> LOSSLESS = List.of("deepseek_v3", "gptoss", "llama3");

    @ParameterizedTest
    @ValueSource(strings = {"claude", "deepseek_v3", "gemma3", "gptoss", "llama2", "llama3", "qwen3"})
    void allLinesGiveTheIdsOfTheReference(String name, @TempDir Path folder) throws IOException {
        Path file = FetchedVocabularies.path(name);
        List<EngineGolden> lines = EngineGolden.lines("hf_" + name);
        assertTrue(lines.size() >= 300, name);

        long start = System.nanoTime();
        Tokenizer tokenizer = HuggingFaceFormat.read(file);
        System.out.println(name + " read in " + (System.nanoTime() - start) / 1_000_000 + " ms");
        check(name, tokenizer, lines);

        Path written = folder.resolve("tokenizer.json");
        HuggingFaceFormat.write(tokenizer, written);
        check(name, HuggingFaceFormat.read(written), lines);
    }

    private static void check(String name, Tokenizer tokenizer, List<EngineGolden> lines) {
        Encoder encoder = tokenizer.newEncoder(SpecialTokenPolicy.ALLOW);
        List<String> wrong = new ArrayList<>();
        for (EngineGolden line : lines) {
            int count = encoder.encode(line.text());
            int[] ids = Arrays.copyOf(encoder.ids(), count);
            if (!line.ids().equals(Arrays.stream(ids).boxed().toList())) {
                wrong.add(line.place() + ": " + line.text() + "\n found " + Arrays.toString(ids) + "\n wanted "
                        + line.ids());
                continue;
            }
            assertArrayEquals(ids, tokenizer.encode(line.text(), SpecialTokenPolicy.ALLOW), line.place());
            checkDecoding(name, tokenizer, line, ids);
            checkOffsets(name, tokenizer, line, encoder.encoding(OffsetUnit.BYTES));
        }
        assertTrue(wrong.isEmpty(), () -> wrong.size() + " lines differ:\n" + String.join("\n", wrong));
    }

    private static void checkDecoding(String name, Tokenizer tokenizer, EngineGolden line, int[] ids) {
        String decoded = tokenizer.decode(ids);
        if (LOSSLESS.contains(name)
                || (name.equals("gemma3")
                        && !line.text().contains("\u2581")
                        && !line.text().contains("<0x"))) {
            assertEquals(line.text(), decoded, line.place());
        }
        Decoder decoder = tokenizer.newDecoder();
        StringBuilder parts = new StringBuilder();
        for (int id : ids) {
            parts.append(decoder.append(id));
        }
        assertEquals(decoded, parts.append(decoder.finish()).toString(), line.place());
    }

    private static void checkOffsets(String name, Tokenizer tokenizer, EngineGolden line, Encoding encoding) {
        byte[] text = line.text().getBytes(UTF_8);
        int last = 0;
        for (int i = 0; i < encoding.size(); i++) {
            assertTrue(
                    encoding.start(i) <= encoding.end(i) && encoding.end(i) <= text.length && encoding.start(i) >= last,
                    line.place());
            last = encoding.start(i);
            if (LOSSLESS.contains(name)) {
                assertArrayEquals(
                        tokenizer.decodeBytes(encoding.id(i)),
                        Arrays.copyOfRange(text, encoding.start(i), encoding.end(i)),
                        line.place());
            }
        }
        if (encoding.size() > 0) {
            assertEquals(0, encoding.start(0), line.place());
            assertEquals(text.length, encoding.end(encoding.size() - 1), line.place());
        }
    }
}
