package org.tokenwright.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.tokenwright.text.Document;

/** Writes the segments of one document after the other. For one thread. */
final class SegmentWriter implements Closeable {
    private final OutputStream out;
    private final JsonGenerator json;
    private final boolean withOffsets;

    SegmentWriter(OutputStream out, boolean withOffsets) throws IOException {
        this.out = out;
        this.json = Json.lines(out);
        this.withOffsets = withOffsets;
    }

    /** Writes a line for each segment, and an empty one. */
    void writeLines(Document document, int[] ends) throws IOException {
        int start = 0;
        for (int end : ends) {
            out.write(EscapedText.utf8Of(document.bytes(), document.start() + start, document.start() + end));
            if (withOffsets) {
                out.write(("\t" + start + "\t" + end).getBytes(StandardCharsets.US_ASCII));
            }
            out.write('\n');
            start = end;
        }
        out.write('\n');
    }

    /** Writes one line of JSON. */
    void writeJson(Document document, int[] ends) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("segments");
        int start = document.start();
        for (int end : ends) {
            json.writeString(EscapedText.of(document.bytes(), start, document.start() + end));
            start = document.start() + end;
        }
        json.writeEndArray();
        if (withOffsets) {
            json.writeArrayFieldStart("offsets");
            int before = 0;
            for (int end : ends) {
                json.writeStartArray();
                json.writeNumber(before);
                json.writeNumber(end);
                json.writeEndArray();
                before = end;
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    /** Hands on what is still held back; the stream stays open. */
    @Override
    public void close() throws IOException {
        json.flush();
    }
}
