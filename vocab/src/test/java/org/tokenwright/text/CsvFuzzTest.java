package org.tokenwright.text;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;

class CsvFuzzTest {
    private static final TextFormat[] FORMATS = {TextFormat.CSV, TextFormat.TSV};

    /** Any bytes are records, with a header or without, or are malformed. */
    @FuzzTest(maxDuration = "5m")
    void readsAnyRecords(FuzzedDataProvider data) throws IOException {
        boolean header = data.consumeBoolean();
        TextSource.Builder source = TextSource.builder()
                .format(data.pickValue(FORMATS))
                .delimiter(data.consumeBoolean() ? ',' : ';')
                .header(header)
                .field(header ? "/text" : "/1")
                .label("/0")
                .malformed(data.pickValue(MalformedDocuments.values()))
                .blockBytes(data.consumeInt(1, 300));
        Fuzzed.read(source.stream("input", new ByteArrayInputStream(data.consumeRemainingAsBytes())));
    }
}
