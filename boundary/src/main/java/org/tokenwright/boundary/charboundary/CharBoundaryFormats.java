package org.tokenwright.boundary.charboundary;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import org.tokenwright.text.Compression;
import org.tokenwright.text.CorruptInputException;

/** Reads CharBoundary models of others. */
public final class CharBoundaryFormats {
    /** The largest content of a file: 536,870,912 bytes. */
    public static final int MAX_BYTES = 1 << 29;

    /** By how much the reference's windows reach further before a candidate than behind it. */
    private static final int WINDOW_DIFFERENCE = 2;

    private static final double THRESHOLD = 0.5;

    private CharBoundaryFormats() {}

    /**
     * Reads a model that was converted by skl2onnx: an ONNX file with one TreeEnsembleClassifier of two classes whose input has
     * 17, 21 or 25 features, or any other odd number from 11 to 55. It may be compressed by gzip, xz, zstd or bzip2; what is not
     * JDK needs the library that the error names.
     *
     * @param path the file
     * @param abbreviations the list that goes with it, which ONNX has no place for; see
     *     {@link CharBoundaryModel#withAbbreviations}
     * @return the model, with threshold 0.5
     * @throws IllegalArgumentException if an abbreviation is empty, longer than 64 chars, or has an unpaired surrogate
     * @throws CorruptInputException if the file is malformed
     * @throws IOException if it cannot be read, or holds what is not supported
     */
    public static CharBoundaryModel readOnnx(Path path, Collection<String> abbreviations) throws IOException {
        CharBoundaryModel.checkAbbreviations(abbreviations);
        Forest forest = readForest(path);
        int least = Features.count(CharBoundaryFeatures.REFERENCE, WINDOW_DIFFERENCE, 0);
        int most = Features.count(
                CharBoundaryFeatures.REFERENCE, Features.MAX_WINDOW, Features.MAX_WINDOW - WINDOW_DIFFERENCE);
        int more = forest.features() - least;
        if (more < 0 || more % 2 != 0 || forest.features() > most) {
            throw new IOException(path + ": " + forest.features()
                    + " features are not supported, expected an odd number from " + least + " to " + most);
        }
        return new CharBoundaryModel(
                forest,
                CharBoundaryFeatures.REFERENCE,
                WINDOW_DIFFERENCE + more / 2,
                more / 2,
                THRESHOLD,
                abbreviations);
    }

    private static Forest readForest(Path path) throws IOException {
        byte[] file;
        try (InputStream in = Compression.open(path)) {
            file = in.readNBytes(MAX_BYTES + 1);
        }
        if (file.length > MAX_BYTES) {
            throw new CorruptInputException(path.toString(), "byte " + MAX_BYTES, "more bytes", MAX_BYTES + " at most");
        }
        return new OnnxReader(path.toString(), file).read();
    }
}
