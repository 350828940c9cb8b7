package org.tokenwright.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.tokenwright.boundary.SentenceDetector;
import org.tokenwright.boundary.Sentences;
import org.tokenwright.boundary.Spans;
import org.tokenwright.text.Document;

/** Writes the sentences of one document after the other. For one thread. */
final class SentenceWriter implements Closeable {
    private final OutputStream out;
    private final JsonGenerator json;
    private final @Nullable Unit offsets;
    private final boolean confidence;

    /** What offsets count. */
    enum Unit {
        BYTES,
        UTF16,
        CODE_POINTS;

        /** {@return how much the character counts that begins with a byte, nothing if none does} */
        int size(byte first) {
            if (this == BYTES) {
                return 1;
            }
            boolean continues = (first & 0xC0) == 0x80;
            return continues ? 0 : this == UTF16 && (first & 0xF8) == 0xF0 ? 2 : 1;
        }
    }

    /**
     * Creates a writer.
     *
     * @param out where to
     * @param offsets what offsets count that are written instead of text, null for text
     * @param confidence whether to write how sure ends are
     */
    SentenceWriter(OutputStream out, @Nullable Unit offsets, boolean confidence) throws IOException {
        this.out = out;
        this.json = JsonFactory.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
                .build()
                .createGenerator(out);
        json.setRootValueSeparator(null);
        this.offsets = offsets;
        this.confidence = confidence;
    }

    /** Writes the sentences of a document, as one line of JSON or one line each. */
    void write(Document document, SentenceDetector detector, boolean asJson) throws IOException {
        Sentences sentences = detector.detect(document.bytes(), document.start(), document.end());
        if (asJson) {
            writeJson(document, sentences);
        } else if (offsets == null) {
            json.flush();
            writeText(document, sentences);
        } else {
            json.flush();
            writeOffsets(places(document, sentences.trimmed(), offsets), sentences);
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    private void writeJson(Document document, Sentences sentences) throws IOException {
        int[] places = places(document, sentences.trimmed(), offsets == null ? Unit.UTF16 : offsets);
        json.writeStartObject();
        json.writeArrayFieldStart("spans");
        for (int i = 0; i < sentences.size(); i++) {
            json.writeArray(places, 2 * i, 2);
        }
        json.writeEndArray();
        if (confidence) {
            json.writeArrayFieldStart("confidences");
            for (int i = 0; i < sentences.size(); i++) {
                json.writeNumber(sentences.confidence(i));
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void writeText(Document document, Sentences sentences) throws IOException {
        Spans spans = sentences.trimmed();
        byte[] bytes = document.bytes();
        for (int i = 0; i < spans.size(); i++) {
            if (confidence) {
                writeAscii(sentences.confidence(i) + "\t");
            }
            for (int k = document.start() + spans.start(i); k < document.start() + spans.end(i); k++) {
                out.write(bytes[k] == '\n' || bytes[k] == '\r' ? ' ' : bytes[k]);
            }
            out.write('\n');
        }
        out.write('\n');
    }

    private void writeOffsets(int[] places, Sentences sentences) throws IOException {
        for (int i = 0; i < sentences.size(); i++) {
            String line = places[2 * i] + "\t" + places[2 * i + 1];
            writeAscii(confidence ? line + "\t" + sentences.confidence(i) + "\n" : line + "\n");
        }
        out.write('\n');
    }

    private void writeAscii(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** {@return start and end of each span, counted in a unit instead of bytes} */
    private static int[] places(Document document, Spans spans, Unit unit) {
        int[] places = new int[2 * spans.size()];
        int at = document.start();
        int place = 0;
        for (int i = 0; i < places.length; i++) {
            int end = document.start() + (i % 2 == 0 ? spans.start(i / 2) : spans.end(i / 2));
            for (; at < end; at++) {
                place += unit.size(document.bytes()[at]);
            }
            places[i] = place;
        }
        return places;
    }
}
