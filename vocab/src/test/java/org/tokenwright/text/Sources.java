package org.tokenwright.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

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
            documents.add(new Read(d.source(), d.line(), d.position(), d.text()));
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

    static byte[] xz(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XZOutputStream xz = new XZOutputStream(out, new LZMA2Options(0))) {
            xz.write(bytes);
        }
        return out.toByteArray();
    }

    static byte[] bzip2(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BZip2CompressorOutputStream bzip2 = new BZip2CompressorOutputStream(out, 1)) {
            bzip2.write(bytes);
        }
        return out.toByteArray();
    }

    /** The compressions that the reader undoes. */
    enum Codec {
        GZIP,
        ZSTD,
        XZ,
        BZIP2;

        byte[] compress(byte[] bytes) throws IOException {
            return switch (this) {
                case GZIP -> gzip(bytes);
                case ZSTD -> zstd(bytes);
                case XZ -> xz(bytes);
                case BZIP2 -> bzip2(bytes);
            };
        }
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
