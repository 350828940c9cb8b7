package org.tokenwright.boundary.punkt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.vocab.ModelFile;
import org.tokenwright.vocab.Vocabulary;

/**
 * A Punkt model as a {@link ModelFile} of kind {@value #KIND}. All numbers are little-endian.
 *
 * <ul>
 *   <li>{@code types.*}: the types in UTF-8, as {@link Vocabulary#write} has them; ids from 0, no holes
 *   <li>{@code flags}: uint16 for each id: bits 1 to 6 are the orthographic contexts as {@link PunktModel} numbers them, bit 7
 *       is set for an abbreviation, bit 8 for a type that begins sentences, bit 9 for the first word of a collocation, bit 10
 *       for the second; no other bit is set, and one is
 *   <li>{@code collocations}: pairs of uint32 ids, ascending by the first and then the second
 * </ul>
 */
final class PunktModelFile {
    static final String KIND = "punkt";

    private static final String TYPES = "types";
    private static final String FLAGS = "flags";
    private static final String COLLOCATIONS = "collocations";
    private static final int ALL_FLAGS = PunktModel.CONTEXTS
            | PunktModel.ABBREVIATION
            | PunktModel.STARTER
            | PunktModel.COLLOCATION_FIRST
            | PunktModel.COLLOCATION_SECOND;

    private PunktModelFile() {}

    static ModelFile.Writer write(PunktModel model) {
        ModelFile.Writer file = ModelFile.writer(KIND);
        model.types().write(file, TYPES);
        short[] flags = model.flags();
        ByteBuffer bytes = ByteBuffer.allocate(flags.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(flags);
        file.content(FLAGS, bytes);
        long[] pairs = model.collocationPairs();
        int[] ids = new int[2 * pairs.length];
        for (int i = 0; i < pairs.length; i++) {
            ids[2 * i] = (int) (pairs[i] >>> Integer.SIZE);
            ids[2 * i + 1] = (int) pairs[i];
        }
        return file.content(COLLOCATIONS, ids);
    }

    static PunktModel read(ModelFile file) throws CorruptInputException {
        if (!file.kind().equals(KIND)) {
            throw new CorruptInputException(
                    file.source(), "byte 56", "a file of kind \"" + file.kind() + "\"", "kind \"" + KIND + "\"");
        }
        Vocabulary types = Vocabulary.read(file, TYPES);
        if (types.size() != types.idBound()) {
            throw file.corrupt(TYPES + ".offsets", 0, "ids without types", "a type for each id");
        }
        return new PunktModel(types, flags(file, types.size()), collocations(file, types.size()));
    }

    private static short[] flags(ModelFile file, int count) throws CorruptInputException {
        ByteBuffer section = file.section(FLAGS);
        if (section.remaining() != (long) count * Short.BYTES) {
            throw file.corrupt(
                    FLAGS, 0, section.remaining() + " bytes", (long) count * Short.BYTES + ", two for each type");
        }
        short[] flags = new short[count];
        section.asShortBuffer().get(flags);
        for (int i = 0; i < count; i++) {
            if (flags[i] == 0 || (flags[i] & ~ALL_FLAGS) != 0) {
                String expected = "some of the bits " + ALL_FLAGS;
                throw file.corrupt(FLAGS, (long) i * Short.BYTES, "flags " + (flags[i] & 0xFFFF), expected);
            }
        }
        return flags;
    }

    private static long[] collocations(ModelFile file, int types) throws CorruptInputException {
        int[] ids = file.ints(COLLOCATIONS);
        if (ids.length % 2 != 0) {
            throw file.corrupt(COLLOCATIONS, 0, ids.length + " ids", "an even number of them");
        }
        long[] pairs = new long[ids.length / 2];
        for (int i = 0; i < pairs.length; i++) {
            int first = ids[2 * i];
            int second = ids[2 * i + 1];
            long position = 2L * i * Integer.BYTES;
            if (first < 0 || first >= types || second < 0 || second >= types) {
                throw file.corrupt(COLLOCATIONS, position, "ids " + first + " and " + second, "ids below " + types);
            }
            pairs[i] = PunktModel.pair(first, second);
            if (i > 0 && pairs[i] <= pairs[i - 1]) {
                throw file.corrupt(COLLOCATIONS, position, "a pair not above the one before", "ascending pairs");
            }
        }
        return pairs;
    }
}
