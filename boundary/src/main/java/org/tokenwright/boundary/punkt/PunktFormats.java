package org.tokenwright.boundary.punkt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.tokenwright.text.AtomicFile;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.Document;
import org.tokenwright.text.DocumentReader;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;
import org.tokenwright.vocab.ModelFile;

/**
 * Reads Punkt models of others, and writes what they read.
 *
 * <ul>
 *   <li>A folder of NLTK's package "punkt_tab": {@code abbrev_types.txt} and {@code sent_starters.txt} with one type a line,
 *       {@code collocations.tab} with two, parted by a tab, {@code ortho_context.tab} with a type, a tab and the sum of the
 *       bits of {@link PunktModel}.
 *   <li>The JSON of nupunkt: an object with {@code abbrev_types} and {@code sent_starters}, arrays of strings, {@code
 *       collocations}, an array of pairs of strings, and {@code ortho_context}, an object of types and sums of bits; by
 *       itself, or as {@code parameters} in an object with other fields, which are passed over. It may be compressed by gzip,
 *       xz, zstd or bzip2; what is not JDK needs the library that the error names.
 *   <li>The binary files of nupunkt 0.4 and 0.5, all numbers little-endian: the magic {@code NPKT}, uint8 version 1, uint8
 *       compression (0 none, 1 zlib, 2 LZMA, as .xz or in its older format, for which {@code org.tukaani:xz} is needed, 3
 *       gzip), uint32 size of what follows before compression; then four lists, a uint32 count before each: abbreviations as
 *       uint16 length and UTF-8; collocations as two uint16 lengths and two types; starters as abbreviations; contexts as
 *       uint16 length, uint32 sum of bits, type.
 * </ul>
 */
public final class PunktFormats {
    /** The largest file, and the largest content of one: 268,435,456 bytes. */
    public static final int MAX_BYTES = 1 << 28;

    private PunktFormats() {}

    /**
     * Reads a model of any format, our own included. What the file is, its content tells.
     *
     * @param path a file, or a folder of NLTK
     * @return the model
     * @throws CorruptInputException if it is malformed
     * @throws IOException if it cannot be read
     */
    public static PunktModel read(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return PunktTabs.read(path);
        }
        if (ModelFile.isModelFile(path)) {
            return PunktModel.load(path);
        }
        if (Files.size(path) > MAX_BYTES) {
            throw new CorruptInputException(
                    path.toString(), "byte " + MAX_BYTES, Files.size(path) + " bytes", MAX_BYTES + " at most");
        }
        if (isBinary(path)) {
            return PunktBinary.read(path.toString(), Files.readAllBytes(path));
        }
        return readJson(path);
    }

    /**
     * Writes a model as JSON of nupunkt, which also its older versions read. The same model gives the same bytes.
     *
     * @param model the model
     * @param path the file, replaced if it exists
     * @throws IOException if writing fails
     */
    public static void writeJson(PunktModel model, Path path) throws IOException {
        AtomicFile.write(path, out -> PunktJson.write(model, out));
    }

    /**
     * Writes a model as the folder that NLTK reads. The same model gives the same bytes.
     *
     * @param model the model
     * @param folder the folder, made if it does not exist; the four files are replaced if they do
     * @throws IllegalArgumentException if a type holds a tab or a line feed, for which the format has no room
     * @throws IOException if writing fails
     */
    public static void writeNltk(PunktModel model, Path folder) throws IOException {
        PunktTabs.write(model, folder);
    }

    private static boolean isBinary(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return Arrays.equals(in.readNBytes(PunktBinary.MAGIC.length), PunktBinary.MAGIC);
        }
    }

    private static PunktModel readJson(Path path) throws IOException {
        TextSource source =
                TextSource.builder().path(path).format(TextFormat.TEXT).build();
        try (DocumentReader reader = source.open()) {
            Document document = reader.next();
            if (document == null) {
                throw new CorruptInputException(path.toString(), "byte 0", "an empty file", "a Punkt model");
            }
            return PunktJson.read(path.toString(), document.bytes(), document.start(), document.end());
        }
    }
}
