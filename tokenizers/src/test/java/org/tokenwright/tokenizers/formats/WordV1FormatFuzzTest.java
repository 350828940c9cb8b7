package org.tokenwright.tokenizers.formats;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

class WordV1FormatFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void anyFileIsRefusedOrReadForWhatItSays(FuzzedDataProvider data) throws IOException {
        List<String> lines = new ArrayList<>(MalformedV1FileTest.VALID);
        while (data.remainingBytes() > 0 && !lines.isEmpty()) {
            int line = data.consumeInt(0, lines.size() - 1);
            switch (data.consumeInt(0, 2)) {
                case 0 -> lines.set(line, data.consumeString(40));
                case 1 -> lines.remove(line);
                default -> lines.add(line, lines.get(data.consumeInt(0, lines.size() - 1)));
            }
        }
        MalformedV1FileTest.assertRefusedOrKept(MalformedV1FileTest.file(lines));
    }
}
