package org.tokenwright.tokenizers.packing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.tokenwright.text.AtomicFile;

/** Rows as lines {@code {"input_ids":[...],"seq_lengths":[...]}}, without pads. */
final class JsonlFile {
    private static final byte[] IDS = "{\"input_ids\":[".getBytes(US_ASCII);
    private static final byte[] LENGTHS = "],\"seq_lengths\":[".getBytes(US_ASCII);
    private static final byte[] END = "]}\n".getBytes(US_ASCII);
    private static final int MOST_DIGITS = 10;

    private byte[] line = new byte[1 << 12];
    private int size;

    private JsonlFile() {}

    static Path file(Path prefix) {
        return RowFiles.with(prefix, ".jsonl");
    }

    static void write(Path prefix, RowFiles.Rows rows) throws IOException {
        AtomicFile.write(file(prefix), out -> {
            JsonlFile file = new JsonlFile();
            rows.forEach(row -> file.write(row, out));
        });
    }

    private void write(PackedRow row, OutputStream out) throws IOException {
        size = 0;
        put(IDS);
        for (int i = 0; i < row.size(); i++) {
            put(row.ids()[i], i == 0);
        }
        put(LENGTHS);
        for (int document = 0; document < row.documents(); document++) {
            put(row.length(document), document == 0);
        }
        put(END);
        out.write(line, 0, size);
    }

    private void put(byte[] bytes) {
        makeRoom(bytes.length);
        System.arraycopy(bytes, 0, line, size, bytes.length);
        size += bytes.length;
    }

    private void put(int number, boolean first) {
        makeRoom(1 + MOST_DIGITS);
        if (!first) {
            line[size++] = ',';
        }
        int digits = 1;
        for (int rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        int rest = number;
        for (int at = size + digits; at > size; rest /= 10) {
            line[--at] = (byte) ('0' + rest % 10);
        }
        size += digits;
    }

    private void makeRoom(int bytes) {
        if (line.length - size < bytes) {
            line = Arrays.copyOf(line, 2 * line.length);
        }
    }
}
