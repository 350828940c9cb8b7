package org.tokenwright.tokenizers.pretokenize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

    private static void assertPretokens(String name, Pretokenizer pretokenizer) throws IOException {
        PretokenScanner scanner = pretokenizer.newScanner();
        List<GoldenPretokens> records = GoldenPretokens.read(name);
        assertEquals(301, records.size());
        for (GoldenPretokens golden : records) {
            assertEquals(golden.pretokens(), Pretokens.scanned(scanner, golden.text()), () -> "string " + golden.id());
        }
    }
}
