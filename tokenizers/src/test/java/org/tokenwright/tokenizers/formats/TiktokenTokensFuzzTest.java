package org.tokenwright.tokenizers.formats;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.tokenwright.tokenizers.slow.Bytes;

class TiktokenTokensFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void anyTokensEncodeWithoutLoss(FuzzedDataProvider data) throws IOException {
        StringBuilder file = new StringBuilder();
        int rank = 0;
        for (String letter : List.of("a", "b", "c", "d")) {
            file.append(line(letter, rank++));
        }
        for (int i = data.consumeInt(0, 40); i > 0; i--) {
            StringBuilder token = new StringBuilder();
            for (int length = data.consumeInt(2, 8); length > 0; length--) {
                token.append((char) ('a' + data.consumeInt(0, 3)));
            }
            rank += data.consumeInt(1, 3);
            file.append(line(token.toString(), rank));
        }
        TiktokenFormatFuzzTest.readOrRefuse(Bytes.toArray(file.toString()));
    }

    private static String line(String token, int rank) {
        return Base64.getEncoder().encodeToString(Bytes.toArray(token)) + " " + rank + "\n";
    }
}
