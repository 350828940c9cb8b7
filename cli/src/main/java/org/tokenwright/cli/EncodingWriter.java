package org.tokenwright.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.Encoding;
import org.tokenwright.tokenizers.OffsetUnit;
import org.tokenwright.tokenizers.Tokenizer;

/** Writes the ids of one document after the other, with their tokens and offsets if asked for. For one thread. */
final class EncodingWriter implements Closeable {
    private final OutputStream out;
    private final JsonGenerator json;
    private final TokenNames names;
    private final boolean withTokens;
    private final @Nullable OffsetUnit offsets;
    private final byte[] digits = new byte[11];

    EncodingWriter(OutputStream out, Tokenizer tokenizer, boolean withTokens, @Nullable OffsetUnit offsets)
            throws IOException {
        this.out = out;
        this.json = Json.lines(out);
        this.names = new TokenNames(tokenizer);
        this.withTokens = withTokens;
        this.offsets = offsets;
    }

    /** Writes the last text of an encoder as one line of JSON. */
    void writeJson(Encoder encoder, int count) throws IOException {
        int[] ids = encoder.ids();
        json.writeStartObject();
        json.writeFieldName("ids");
        json.writeArray(ids, 0, count);
        if (withTokens) {
            json.writeArrayFieldStart("tokens");
            for (int i = 0; i < count; i++) {
                json.writeString(names.name(ids[i]));
            }
            json.writeEndArray();
        }
        if (offsets != null) {
            Encoding encoding = encoder.encoding(offsets);
            json.writeArrayFieldStart("offsets");
            for (int i = 0; i < count; i++) {
                json.writeStartArray();
                json.writeNumber(encoding.start(i));
                json.writeNumber(encoding.end(i));
                json.writeEndArray();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    /** Writes the number of tokens of a text, as JSON or alone. */
    void writeCount(int count, boolean asJson) throws IOException {
        if (asJson) {
            json.writeStartObject();
            json.writeNumberField("count", count);
            json.writeEndObject();
            json.writeRaw('\n');
        } else {
            json.flush();
            writeNumber(count);
            out.write('\n');
        }
    }

    /** Writes the last text of an encoder as a line of ids, or as a table with a line for each token. */
    void writeLines(Encoder encoder, int count) throws IOException {
        json.flush();
        int[] ids = encoder.ids();
        if (!withTokens && offsets == null) {
            for (int i = 0; i < count; i++) {
                if (i > 0) {
                    out.write(' ');
                }
                writeNumber(ids[i]);
            }
        } else {
            writeTable(ids, offsets == null ? null : encoder.encoding(offsets), count);
        }
        out.write('\n');
    }

    private void writeTable(int[] ids, @Nullable Encoding encoding, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            writeNumber(ids[i]);
            if (withTokens) {
                out.write('\t');
                out.write(names.name(ids[i]).getBytes(StandardCharsets.UTF_8));
            }
            if (encoding != null) {
                out.write('\t');
                writeNumber(encoding.start(i));
                out.write('\t');
                writeNumber(encoding.end(i));
            }
            out.write('\n');
        }
    }

    private void writeNumber(int number) throws IOException {
        int start = digits.length;
        int rest = number;
        do {
            digits[--start] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        out.write(digits, start, digits.length - start);
    }

    /** Hands on what is still held back; the stream stays open. */
    @Override
    public void close() throws IOException {
        json.flush();
    }
}
