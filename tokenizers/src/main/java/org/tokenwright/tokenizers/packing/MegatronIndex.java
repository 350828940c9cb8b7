package org.tokenwright.tokenizers.packing;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The {@code .idx} file beside a {@code .bin} file of Megatron's indexed data sets. For one thread.
 *
 * <p>The {@code .bin} file holds the ids of all sequences, one after the other. A document is one sequence or several. All
 * numbers of the index are little-endian:
 *
 * <table>
 * <caption>The index</caption>
 * <tr><th>type</th><th>field</th></tr>
 * <tr><td>9 bytes</td><td>{@code MMIDIDX}, 0, 0</td></tr>
 * <tr><td>uint64</td><td>version: 1</td></tr>
 * <tr><td>uint8</td><td>type of the ids: 1 uint8, 2 int8, 3 int16, 4 int32, 5 int64, 6 float64, 7 float32, 8 uint16</td></tr>
 * <tr><td>uint64</td><td>S, number of sequences</td></tr>
 * <tr><td>uint64</td><td>D, number of documents and one more</td></tr>
 * <tr><td>int32[S]</td><td>length of each sequence in ids</td></tr>
 * <tr><td>int64[S]</td><td>place of each sequence in the {@code .bin} file in bytes</td></tr>
 * <tr><td>int64[D]</td><td>0, then for each document the number of sequences up to its end</td></tr>
 * <tr><td>int8[S]</td><td>only if there are several modes: that of each sequence</td></tr>
 * </table>
 */
final class MegatronIndex {
    static final byte[] MAGIC = {'M', 'M', 'I', 'D', 'I', 'D', 'X', 0, 0};
    static final long VERSION = 1;
    static final int HEADER_BYTES = MAGIC.length + 8 + 1 + 8 + 8;
    private static final int BUFFER_BYTES = 1 << 13;

    private final TokenType type;
    private final IntArrayList lengths = new IntArrayList();
    private final IntArrayList documentEnds = new IntArrayList();

    MegatronIndex(TokenType type) {
        this.type = type;
    }

    void addSequence(int length) {
        lengths.add(length);
    }

    void endDocument() {
        documentEnds.add(lengths.size());
    }

    /**
     * Writes the index.
     *
     * @param out where it goes
     * @param modes the mode of each sequence, or none
     */
    void write(OutputStream out, byte... modes) throws IOException {
        Output output = new Output(out);
        out.write(MAGIC);
        output.putLong(VERSION);
        output.flush();
        out.write(type.megatronCode());
        output.putLong(lengths.size());
        output.putLong(documentEnds.size() + 1L);
        for (int sequence = 0; sequence < lengths.size(); sequence++) {
            output.putInt(lengths.getInt(sequence));
        }
        long place = 0;
        for (int sequence = 0; sequence < lengths.size(); sequence++) {
            output.putLong(place);
            place += (long) lengths.getInt(sequence) * type.bytes();
        }
        output.putLong(0);
        for (int document = 0; document < documentEnds.size(); document++) {
            output.putLong(documentEnds.getInt(document));
        }
        output.flush();
        out.write(modes);
    }

    /** Little-endian numbers, buffered. */
    private static final class Output {
        private final OutputStream out;
        private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

        Output(OutputStream out) {
            this.out = out;
        }

        void putInt(int number) throws IOException {
            room(Integer.BYTES).putInt(number);
        }

        void putLong(long number) throws IOException {
            room(Long.BYTES).putLong(number);
        }

        private ByteBuffer room(int bytes) throws IOException {
            if (buffer.remaining() < bytes) {
                flush();
            }
            return buffer;
        }

        void flush() throws IOException {
            out.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
    }
}
