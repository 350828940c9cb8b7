package org.tokenwright.embeddings.fasttext;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.tokenwright.embeddings.rules.SignificantDigits;
import org.tokenwright.text.AtomicFile;

/** Writes vectors as text. */
final class VectorText {
    private static final int DIGITS = 5;

    private VectorText() {}

    static void write(Path file, WordTable entries, int first, int last, int dimension, IntFunction<float[]> vectors)
            throws IOException {
        AtomicFile.write(file, stream -> {
            ModelOutput out = new ModelOutput(stream);
            ascii(out, (last - first) + " " + dimension + "\n");
            SignificantDigits digits = new SignificantDigits(DIGITS);
            for (int id = first; id < last; id++) {
                out.bytes(entries.arena(), entries.start(id), entries.end(id));
                out.uint8(' ');
                for (float value : vectors.apply(id)) {
                    digits.format(value);
                    out.bytes(digits.text(), 0, digits.length());
                    out.uint8(' ');
                }
                out.uint8('\n');
            }
            out.flush();
        });
    }

    private static void ascii(ModelOutput out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        out.bytes(bytes, 0, bytes.length);
    }
}
