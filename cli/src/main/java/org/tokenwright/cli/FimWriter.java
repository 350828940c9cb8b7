package org.tokenwright.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** Writes texts and ids as lines of JSON. For one thread. */
final class FimWriter implements Closeable {
    private final JsonGenerator json;

    FimWriter(OutputStream out) throws IOException {
        json = Json.lines(out);
    }

    void write(String text) throws IOException {
        json.writeStartObject();
        json.writeStringField("text", text);
        json.writeEndObject();
        json.writeRaw('\n');
    }

    void write(int[] ids) throws IOException {
        json.writeStartObject();
        json.writeFieldName("ids");
        json.writeArray(ids, 0, ids.length);
        json.writeEndObject();
        json.writeRaw('\n');
    }

    /** Hands on what is still held back; the stream stays open. */
    @Override
    public void close() throws IOException {
        json.flush();
    }
}
