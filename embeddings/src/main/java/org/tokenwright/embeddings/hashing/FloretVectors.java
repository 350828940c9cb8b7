package org.tokenwright.embeddings.hashing;

import java.io.IOException;
import java.nio.file.Path;
import org.tokenwright.text.AtomicFile;
import org.tokenwright.text.CorruptInputException;

/**
 * Word vectors of floret: a small table from which every word gets the mean of its {@link FloretNgrams rows}. Immutable, safe for
 * any number of threads. The word {@code </s>} is one like others.
 *
 * <p>A file {@code .floret} is text in lines that end with a line feed, a carriage return before it being allowed; fields are
 * separated by one space, and a space can end a line.
 *
 * <pre>
 * line 1      ROWS DIMENSION SHORTEST LONGEST HASHES SEED BEFORE BEHIND   integers, two brackets of at most 64 bytes
 * then ROWS   INDEX VALUE ... VALUE                                       0 and up in order; DIMENSION decimal numbers
 * </pre>
 *
 * <p>Written values have five significant digits, as those of floret have.
 *
 * <pre>{@code
 * FloretVectors vectors = FloretVectors.read(Path.of("fi.floret"));
 * float[] vector = vectors.vector("kissa");
 * }</pre>
 *
 * @see <a href="https://github.com/explosion/floret">floret</a>
 */
public final class FloretVectors implements WordEmbedding {
    private final FloretNgrams rows;
    private final FloatTable table;
    private final HashedWords words;

    private FloretVectors(FloretNgrams rows, FloatTable table) {
        this.rows = rows;
        this.table = table;
        this.words = HashedWords.mean(rows, table);
    }

    /**
     * {@return the vectors of a rule and a table}
     *
     * @param rows which rows a word has
     * @param table the rows
     * @throws IllegalArgumentException if the table has another number of rows than the rule, or a component that is infinite or
     *     no number
     */
    public static FloretVectors of(FloretNgrams rows, FloatTable table) {
        float[] components = table.components();
        for (int i = 0; i < components.length; i++) {
            if (!Float.isFinite(components[i])) {
                throw new IllegalArgumentException("component " + i % table.dimension() + " of row "
                        + i / table.dimension() + " is " + components[i] + ", expected a finite number");
            }
        }
        return new FloretVectors(rows, table);
    }

    /**
     * Reads a file. Needs the memory of the table twice for a moment.
     *
     * @param path the file
     * @return its vectors
     * @throws CorruptInputException if it is malformed
     * @throws IOException if it cannot be read
     */
    public static FloretVectors read(Path path) throws IOException {
        return FloretFile.read(path);
    }

    /**
     * Writes a file.
     *
     * @param path the file, replaced if it exists
     * @throws IOException if it cannot be written
     */
    public void write(Path path) throws IOException {
        AtomicFile.write(path, out -> FloretFile.write(rows, table, out));
    }

    @Override
    public int dimension() {
        return table.dimension();
    }

    @Override
    public void embed(byte[] utf8, int start, int end, float[] vector) {
        words.embed(utf8, start, end, vector);
    }

    /** {@return which rows a word has} */
    public FloretNgrams rows() {
        return rows;
    }

    /** {@return the rows} */
    public FloatTable table() {
        return table;
    }
}
