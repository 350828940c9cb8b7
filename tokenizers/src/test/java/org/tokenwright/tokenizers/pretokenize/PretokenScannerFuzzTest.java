package org.tokenwright.tokenizers.pretokenize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tokenwright.text.CodePoints;

/** Any bytes: the scanners tile them, and agree with java.util.regex. */
class PretokenScannerFuzzTest {
    /** By name, the expression itself; for what one expression defines. */
    private static final Map<String, RegexPretokenizer> PLAIN = Pretokenizers.names().stream()
            .filter(name -> !name.endsWith("-script"))
            .collect(Collectors.toMap(
                    name -> name,
                    name -> new RegexPretokenizer(
                            Pretokens.pattern(Pretokenizers.of(name)).pattern())));

    /** Beyond this, java.util.regex may overflow the stack. */
    private static final int LONGEST_COMPARED = 500;

    @FuzzTest(maxDuration = "2m")
    void tilesAnyBytesAsTheExpressionDoes(byte[] bytes) {
        for (String name : Pretokenizers.names()) {
            Pretokenizer pretokenizer = Pretokenizers.of(name);
            List<Integer> ends = Pretokens.ends(pretokenizer.newScanner(), bytes, 0, bytes.length, 16);
            if (PLAIN.containsKey(name) && bytes.length <= LONGEST_COMPARED && jdkKnowsTheClasses(bytes)) {
                PretokenScanner plain = PLAIN.get(name).newScanner();
                assertEquals(
                        Pretokens.ends(plain, bytes, 0, bytes.length, 16), ends, () -> name + Arrays.toString(bytes));
            }
        }
    }

    private static boolean jdkKnowsTheClasses(byte[] bytes) {
        return new String(bytes, UTF_8).codePoints().allMatch(c -> Character.getType(c) == CodePoints.category(c));
    }
}
