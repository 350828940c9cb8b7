package org.tokenwright.tokenizers.pretokenize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tokenwright.tokenizers.slow.Bytes;
import org.tokenwright.tokenizers.slow.GoldenSet;

/** The pretokens that the reference implementation finds, which uses the regex module of Python. */
class PretokenizerGoldenTest {
    private static List<String> names() {
        return Pretokenizers.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void isWrittenAsByTheReference(String name) throws IOException {
        String regex = GoldenPretokens.regex(name);
        assertEquals(regex, Pretokenizers.of(name).regex());
        assertSame(Pretokenizers.of(name), Pretokenizers.of(regex));
    }

    @ParameterizedTest
    @MethodSource("names")
    void scannerFindsThePretokensOfTheReference(String name) throws IOException {
        assertPretokens(name, Pretokenizers.of(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void expressionFindsThePretokensOfTheReference(String name) throws IOException {
        assertPretokens(name, new RegexPretokenizer(Pretokenizers.of(name).regex()));
    }

    @ParameterizedTest
    @MethodSource("names")
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
