package org.tokenwright.tokenizers.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.slow.EngineGolden;

/** The ids of tiktoken and jtokkit for texts of all kinds. */
class TiktokenGoldenTest {
    @ParameterizedTest
    @ValueSource(strings = {"r50k_base", "p50k_base", "cl100k_base", "o200k_base"})
    void givesTheReferencesIdsAndTheTextBack(String name) throws IOException {
        Tokenizer tokenizer = TiktokenFormat.load(name).tokenizer();
        List<EngineGolden> lines = EngineGolden.lines(name);
        assertFalse(lines.isEmpty());
        for (EngineGolden line : lines) {
            int[] ids = tokenizer.encode(line.text(), SpecialTokenPolicy.IGNORE);
            assertEquals(line.ids(), Arrays.stream(ids).boxed().toList(), line::place);
            assertArrayEquals(line.text().getBytes(UTF_8), tokenizer.decodeBytes(ids), line::place);
        }
    }
}
