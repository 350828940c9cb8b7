package org.tokenwright.text;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;

class JsonLinesFuzzTest {
    private static final String[] FIELDS = {"/text", "", "/0", "/a/text"};

    /** Any lines are documents at any pointer, with any label, or are malformed. */
    @FuzzTest(maxDuration = "5m")
    void readsAnyLines(FuzzedDataProvider data) throws IOException {
        TextSource.Builder source = TextSource.builder()
                .format(TextFormat.JSONL)
                .field(data.pickValue(FIELDS))
                .label(data.consumeBoolean() ? "/lang" : "/a/lang")
                .malformed(data.pickValue(MalformedDocuments.values()))
                .blockBytes(data.consumeInt(1, 300));
        Fuzzed.read(source.stream("input", new ByteArrayInputStream(data.consumeRemainingAsBytes())));
    }
}
