package org.tokenwright.tokenizers.pretokenize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenwright.tokenizers.slow.Bytes;
import org.tokenwright.tokenizers.slow.GoldenSet;

/** The pretokens that the reference implementation finds, which uses the regex module of Python. */
class PretokenizerGoldenTest {
    /** The names of golden files and ours. */
    @ParameterizedTest
    @CsvSource({
        "gpt2, gpt2",
        "gpt4, gpt4",
        "gpt4o, gpt4o",
        "ultimate_v1, ultimate1",
        "ultimate2, ultimate2",
        "wordlevel, wordlevel",
        "superbpe_stage1, superbpe1",
        "superbpe_stage2, superbpe2",
        "script_specific_gpt4o, gpt4o-letters",
        "script_specific_wordlevel, wordlevel-letters"
    })
    void isWrittenAsByTheReference(String golden, String name) throws IOException {
        String regex = GoldenPretokens.regex(golden);
        assertEquals(regex, Pretokenizers.of(name).regex());
        assertSame(Pretokenizers.of(name), Pretokenizers.of(regex));
    }

    @ParameterizedTest
    @CsvSource({
        "gpt2, gpt2",
        "gpt4, gpt4",
        "gpt4o, gpt4o",
        "ultimate_v1, ultimate1",
        "ultimate2, ultimate2",
        "wordlevel, wordlevel",
        "superbpe_stage1, superbpe1",
        "superbpe_stage2, superbpe2",
        "gpt4o_script, gpt4o-script",
        "wordlevel_script, wordlevel-script"
    })
    void scannerFindsThePretokensOfTheReference(String golden, String name) throws IOException {
        assertPretokens(golden, Pretokenizers.of(name));
    }

    @ParameterizedTest
    @CsvSource({
        "gpt2, gpt2",
        "gpt4, gpt4",
        "gpt4o, gpt4o",
        "ultimate_v1, ultimate1",
        "ultimate2, ultimate2",
        "wordlevel, wordlevel",
        "superbpe_stage1, superbpe1",
        "superbpe_stage2, superbpe2"
    })
    void expressionFindsThePretokensOfTheReference(String golden, String name) throws IOException {
        assertPretokens(
                golden,
                new RegexPretokenizer(Pretokens.pattern(Pretokenizers.of(name)).pattern()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt2", "gpt4o", "ultimate2"})
    void scannerFindsThePretokensOfTheGoldenSet(String name) {
        PretokenScanner scanner = Pretokenizers.of(name).newScanner();
        for (String file : List.of("meadow", "strings")) {
            List<String> texts = GoldenSet.texts(file);
            List<List<String>> pretokens = GoldenSet.pretokens(file, name);
            for (int i = 0; i < texts.size(); i++) {
                assertEquals(pretokens.get(i), Pretokens.scanned(scanner, texts.get(i)), texts.get(i));
            }
        }
    }

    private static void assertPretokens(String name, Pretokenizer pretokenizer) throws IOException {
        PretokenScanner scanner = pretokenizer.newScanner();
        List<GoldenPretokens> records = GoldenPretokens.read(name);
        assertEquals(301, records.size());
        for (GoldenPretokens golden : records) {
            assertEquals(
                    golden.pretokens().stream().map(Bytes::ofText).toList(),
                    Pretokens.scanned(scanner, golden.text()),
                    () -> "string " + golden.id());
        }
    }
}
