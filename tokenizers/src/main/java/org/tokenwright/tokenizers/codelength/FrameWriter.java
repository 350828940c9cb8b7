package org.tokenwright.tokenizers.codelength;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.tokenwright.tokenizers.TokenSink;

/** Codes ids and writes them in frames; {@link NgramCompressor} describes them. For one thread. */
final class FrameWriter implements TokenSink {
    /** In the number of ids of a frame: they are coded without prediction. */
    static final int PLAIN = Integer.MIN_VALUE;

    private final OutputStream out;
    private final AdaptiveNgramModel model;

    /** Has learned nothing. */
    private final AdaptiveNgramModel even;

    private final double bitsOfPlainId;
    private final RangeEncoder encoder = new RangeEncoder();
    private final int[] frame = new int[NgramCompressor.MAX_FRAME_IDS];
    private int ids;
    private long written;

    FrameWriter(OutputStream out, AdaptiveNgramModel model) {
        this.out = out;
        this.model = model;
        even = AdaptiveNgramModel.of(0, model.symbols());
        bitsOfPlainId = StrictMath.log(model.symbols()) / StrictMath.log(2);
    }

    @Override
    public void accept(int[] text, int start, int end) throws IOException {
        for (int i = start; i < end; i++) {
            model.encode(text[i], encoder);
            model.append(text[i]);
            frame[ids++] = text[i];
            if (ids == frame.length) {
                writeFrame();
            }
        }
    }

    private void writeFrame() throws IOException {
        boolean isPlain = encoder.size() > ids * bitsOfPlainId / Byte.SIZE;
        if (isPlain) {
            encoder.clear();
            for (int i = 0; i < ids; i++) {
                even.encode(frame[i], encoder);
            }
        }
        encoder.finish();
        ByteBuffer head = ByteBuffer.allocate(FrameReader.HEAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(isPlain ? ids | PLAIN : ids).putInt(encoder.size());
        head.putInt(crc(head.array(), encoder.bytes(), encoder.size()));
        write(head.array(), head.limit());
        write(encoder.bytes(), encoder.size());
        encoder.clear();
        ids = 0;
    }

    /** Checksum of a frame, which is not part of it. */
    static int crc(byte[] head, byte[] message, int size) {
        CRC32C crc = new CRC32C();
        crc.update(head, 0, FrameReader.HEAD_BYTES - Integer.BYTES);
        crc.update(message, 0, size);
        return (int) crc.getValue();
    }

    /** Writes the rest, and what the text was. */
    void finish(Content content) throws IOException {
        if (ids > 0) {
            writeFrame();
        }
        ByteBuffer end = ByteBuffer.allocate(FrameReader.END_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        end.putInt(0).putLong(content.length()).putInt(content.checksum());
        write(end.array(), end.limit());
    }

    private void write(byte[] bytes, int count) throws IOException {
        out.write(bytes, 0, count);
        written += count;
    }

    /** {@return number of bytes} */
    long written() {
        return written;
    }
}
