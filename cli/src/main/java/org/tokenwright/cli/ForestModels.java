package org.tokenwright.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tokenwright.boundary.charboundary.CharBoundaryDetector;
import org.tokenwright.boundary.charboundary.CharBoundaryFormats;
import org.tokenwright.boundary.charboundary.CharBoundaryModel;
import org.tokenwright.boundary.charboundary.CharBoundaryModels;
import org.tokenwright.vocab.ModelFile;

/** Finds models of CharBoundary among others and reads them. */
final class ForestModels {
    /** The model that is used where none is given. */
    static final String DEFAULT = "general";

    private static final String ONNX = ".onnx";

    private ForestModels() {}

    /** {@return whether a file is a model of CharBoundary} */
    static boolean isForest(Path model) throws IOException {
        if (isNamed(model)) {
            return true;
        }
        if (Files.isDirectory(model)) {
            return false;
        }
        if (Files.notExists(model) && model.getNameCount() == 1) {
            throw new IOException(model + ": there is no such file, nor is it one of "
                    + String.join(", ", CharBoundaryModels.names()));
        }
        return isOnnx(model)
                || (ModelFile.isModelFile(model) && ModelFile.open(model).kind().equals(CharBoundaryModel.KIND));
    }

    /** {@return whether it is the name of a model that comes with the library} */
    private static boolean isNamed(Path model) {
        return CharBoundaryModels.names().contains(model.toString());
    }

    private static CharBoundaryModel read(Path model) throws IOException {
        if (isNamed(model)) {
            return CharBoundaryModels.named(model.toString());
        }
        return isOnnx(model) ? CharBoundaryFormats.readOnnx(model, Set.of()) : CharBoundaryModel.load(model);
    }

    /** {@return whether the name of a file, compression suffixes aside, is that of an ONNX file} */
    private static boolean isOnnx(Path model) {
        Path name = model.getFileName();
        return name != null && (name + ".").contains(ONNX + ".");
    }

    /**
     * {@return a detector}
     *
     * @param model the file, or the name of a model that comes with the library
     * @param threshold what the user wants, or null
     * @param more abbreviations to know; what has no final period gets one
     * @param less abbreviations not to know
     * @throws IllegalArgumentException if one of them is not possible
     */
    static CharBoundaryDetector detector(Path model, @Nullable Double threshold, List<String> more, List<String> less)
            throws IOException {
        CharBoundaryModel known = read(model);
        if (!more.isEmpty() || !less.isEmpty()) {
            Set<String> abbreviations = known.abbreviations();
            more.forEach(word -> abbreviations.add(withPeriod(word)));
            less.forEach(word -> abbreviations.remove(withPeriod(word)));
            known = known.withAbbreviations(abbreviations);
        }
        CharBoundaryDetector detector = CharBoundaryDetector.of(known);
        return threshold == null ? detector : detector.withThreshold(threshold);
    }

    /** {@return the lines of a file that are not blank and do not begin with {@code #}} */
    static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    static String withPeriod(String word) {
        return word.endsWith(".") ? word : word.concat(".");
    }
}
