package org.tokenwright.embeddings.vectorizers;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.vocab.ModelFile;

/** The sections of an inference in a file, which {@link ParagraphVectorizer} describes. */
final class ParagraphVectorSections {
    private static final String SHAPE = "paragraph.shape";
    private static final String WORDS = "paragraph.words";
    private static final String CONTEXTS = "paragraph.contexts.";
    private static final int FIELDS = 7;
    private static final int MAX_WINDOW = 400;

    private ParagraphVectorSections() {}

    static void write(ParagraphVector inference, ModelFile.Writer file) {
        double[][][] contexts = inference.contexts();
        if (inference.window() > MAX_WINDOW) {
            throw new IllegalArgumentException("window is " + inference.window() + ", expected at most " + MAX_WINDOW);
        }
        long alpha = Double.doubleToLongBits(inference.alpha());
        file.content(SHAPE, new int[] {
            inference.words(),
            inference.dimension(),
            inference.window(),
            contexts.length,
            inference.contextWeight() == 1 ? 0 : 1,
            (int) alpha,
            (int) (alpha >>> 32)
        });
        file.content(WORDS, bytes(inference.outputs()));
        for (int i = 0; i < contexts.length; i++) {
            file.content(CONTEXTS + i, bytes(contexts[i]));
        }
    }

    private static ByteBuffer bytes(double[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        int size = Math.multiplyExact(Math.multiplyExact(rows.length, columns), Float.BYTES);
        ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        for (double[] row : rows) {
            for (double value : row) {
                bytes.putFloat((float) value);
            }
        }
        return bytes.flip();
    }

    static ParagraphVector read(ModelFile file) throws CorruptInputException {
        int[] fields = file.ints(SHAPE);
        if (fields.length != FIELDS) {
            throw file.corrupt(SHAPE, 0, fields.length + " integers", Integer.toString(FIELDS));
        }
        int words = check(file, fields, 0, 1, Integer.MAX_VALUE);
        int dimension = check(file, fields, 1, 1, Integer.MAX_VALUE);
        int window = check(file, fields, 2, 0, MAX_WINDOW);
        int tables = check(file, fields, 3, 0, Math.max(1, 2 * window));
        if (tables > 1 && tables != 2 * window) {
            throw file.corrupt(SHAPE, 3L * Integer.BYTES, tables + " tables", "0, 1 or " + 2 * window);
        }
        boolean mean = check(file, fields, 4, 0, tables == 1 && window > 0 ? 1 : 0) == 1;
        double alpha = Double.longBitsToDouble((fields[5] & 0xFFFF_FFFFL) | ((long) fields[6] << 32));
        if (!(alpha > 0 && alpha < Double.POSITIVE_INFINITY)) {
            throw file.corrupt(SHAPE, 5L * Integer.BYTES, "alpha " + alpha, "a number above 0");
        }
        double[][] rows = rows(file, WORDS, words, dimension);
        double[][][] contexts = new double[tables][][];
        for (int i = 0; i < tables; i++) {
            contexts[i] = rows(file, CONTEXTS + i, words, dimension);
        }
        return new ParagraphVector(rows, contexts, window, mean ? 1.0 / (2 * window) : 1, alpha);
    }

    private static int check(ModelFile file, int[] fields, int field, int least, int most)
            throws CorruptInputException {
        int value = fields[field];
        if (value < least || value > most) {
            throw file.corrupt(SHAPE, (long) field * Integer.BYTES, Integer.toString(value), least + " to " + most);
        }
        return value;
    }

    private static double[][] rows(ModelFile file, String section, int words, int dimension)
            throws CorruptInputException {
        ByteBuffer bytes = file.section(section);
        long expected = (long) words * dimension;
        if (bytes.remaining() % Float.BYTES != 0 || bytes.remaining() / Float.BYTES != expected) {
            throw file.corrupt(section, 0, bytes.remaining() + " bytes", "4 for each of " + expected + " components");
        }
        double[][] rows = new double[words][dimension];
        for (int word = 0; word < words; word++) {
            for (int i = 0; i < dimension; i++) {
                float value = bytes.getFloat();
                if (!Float.isFinite(value)) {
                    throw file.corrupt(
                            section, bytes.position() - (long) Float.BYTES, Float.toString(value), "a finite number");
                }
                rows[word][i] = value;
            }
        }
        return rows;
    }
}
