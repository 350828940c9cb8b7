package org.tokenwright.text;

import java.io.IOException;
import java.io.InputStream;

/** What a decoder makes of stored bytes; its failures say where in them. */
final class DecodedInput extends BlockInput {
    private final String source;
    private final StoredInput stored;
    private final String format;
    private final InputStream decoder;

    /**
     * Creates the stream.
     *
     * @param source the name of the stream in messages
     * @param stored what the decoder reads
     * @param format the name of the compression
     * @param decoder gives the decoded bytes, to the end of what is stored
     */
    DecodedInput(String source, StoredInput stored, String format, InputStream decoder) {
        this.source = source;
        this.stored = stored;
        this.format = format;
        this.decoder = decoder;
    }

    /** Decoders throw unchecked exceptions too when their input is damaged. */
    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
        try {
            return decoder.read(bytes, from, most);
        } catch (IOException | RuntimeException e) {
            throw Compression.failure(source, stored, format, e);
        }
    }

    @Override
    public void close() throws IOException {
        decoder.close();
    }
}
