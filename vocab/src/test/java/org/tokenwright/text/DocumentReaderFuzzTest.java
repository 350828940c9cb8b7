package org.tokenwright.text;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.Charset;

class DocumentReaderFuzzTest {
    private static final TextFormat[] FORMATS = {
        TextFormat.TEXT, TextFormat.LINES, TextFormat.LINES_WITH_ENDS, TextFormat.PARAGRAPHS
    };

    private static final Charset[] CHARSETS = {
        UTF_8, UTF_16LE, Charset.forName("Shift_JIS"), Charset.forName("UTF-32"), Charset.forName("CESU-8")
    };

    /** Any bytes, plain or compressed, in any charset, give valid documents within the limits or a documented exception. */
    @FuzzTest(maxDuration = "5m")
    void readsAnything(FuzzedDataProvider data) throws IOException {
        TextFormat format = data.pickValue(FORMATS);
        MalformedDocuments malformed = data.pickValue(MalformedDocuments.values());
        int blockBytes = data.consumeInt(1, 300);
        boolean gzip = data.consumeBoolean();
        Charset charset = data.pickValue(CHARSETS);
        byte[] bytes = data.consumeRemainingAsBytes();
        Fuzzed.read(Sources.of(gzip ? Sources.gzip(bytes) : bytes)
                .format(format)
                .charset(charset)
                .malformed(malformed)
                .blockBytes(blockBytes));
    }
}
