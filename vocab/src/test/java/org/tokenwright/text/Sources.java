package org.tokenwright.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** What the tests of the reader share: sources in memory, their documents, compressed bytes. */
final class Sources {
    private Sources() {}

    /** A document that was read. */
    record Read(String source, long line, long position, String text) {}

    static TextSource.Builder of(String text) {
        return of(text.getBytes(UTF_8));
    }

    static TextSource.Builder of(byte[] bytes) {
        return TextSource.builder().stream("input", new ByteArrayInputStream(bytes));
    }

    static List<String> texts(TextSource source) throws IOException {
        return read(source).stream().map(Read::text).toList();
    }

    static List<Read> read(TextSource source) throws IOException {
        try (DocumentReader reader = source.open()) {
            return read(reader);
        }
    }

    static List<Read> read(DocumentReader reader) throws IOException {
        List<Read> documents = new ArrayList<>();
        for (Document d = reader.next(); d != null; d = reader.next()) {
            documents.add(
                    new Read(d.source(), d.line(), d.position(), new String(d.bytes(), d.start(), d.length(), UTF_8)));
        }
        return documents;
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    static byte[] zstd(byte[] bytes) {
        return Zstd.compress(bytes);
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
