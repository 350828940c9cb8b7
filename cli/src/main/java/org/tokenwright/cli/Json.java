package org.tokenwright.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;

/** Makes what writes JSON to a stream that stays open. */
final class Json {
    private Json() {}

    /** {@return what writes values, of which each must end with a line feed by itself; it never flushes the stream} */
    static JsonGenerator lines(OutputStream out) throws IOException {
        JsonGenerator json = JsonFactory.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
                .build()
                .createGenerator(out);
        json.setRootValueSeparator(null);
        return json;
    }

    /** {@return what writes one value in several lines, to be read by people too} */
    static JsonGenerator pretty(OutputStream out) throws IOException {
        JsonGenerator json = JsonFactory.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .build()
                .createGenerator(out);
        json.setPrettyPrinter(new DefaultPrettyPrinter());
        return json;
    }
}
