package org.tokenwright.tokenizers;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;

/**
 * Encodes texts of any length as they are read. The ids are those of the whole text; memory holds a few hundred kilobytes of
 * it, more only where {@link Encoder#lastCut} knows no place to cut, and then at most 1,073,741,824 bytes. For one thread.
 *
 * <pre>{@code
 * StreamEncoder encoder = StreamEncoder.of(tokenizer, SpecialTokenPolicy.IGNORE);
 * try (InputStream in = Files.newInputStream(path)) {
 *     long count = encoder.encode(in, (ids, start, end) -> {
 *         for (int i = start; i < end; i++) {
 *             out.writeInt(ids[i]);
 *         }
 *     });
 * }
 * }</pre>
 */
public final class StreamEncoder {
    private static final int PART = 1 << 16;

    private final Encoder encoder;

    private StreamEncoder(Encoder encoder) {
        this.encoder = encoder;
    }

    /**
     * {@return an encoder for one thread}
     *
     * @param tokenizer gives the ids
     * @param policy what is done with special tokens in a text
     * @throws IllegalArgumentException if {@code policy} names a special token that the tokenizer does not have
     */
    public static StreamEncoder of(Tokenizer tokenizer, SpecialTokenPolicy policy) {
        return new StreamEncoder(tokenizer.newEncoder(policy));
    }

    /**
     * Encodes the bytes of a stream up to its end, as they are: a byte order mark is a character of the text. Does not close
     * the stream.
     *
     * @param utf8 the text
     * @param sink takes the ids, each once and in order
     * @return number of ids
     * @throws IllegalArgumentException as {@link Encoder#encode(byte[], int, int)} does, with the place of the part of the text
     *     whose bytes it counts; or if the text is too long to be encoded without a cut. The sink may have taken ids before
     * @throws IOException if reading fails, or the sink
     */
    public long encode(InputStream utf8, TokenSink sink) throws IOException {
        return encode((ByteSource) utf8::read, sink);
    }

    /**
     * Encodes the chars of a reader up to its end. Does not close it.
     *
     * @param text the text
     * @param sink takes the ids, each once and in order
     * @return number of ids
     * @throws IllegalArgumentException if the text holds an unpaired surrogate, or as {@link #encode(InputStream, TokenSink)}
     *     does
     * @throws IOException if reading fails, or the sink
     */
    public long encode(Reader text, TokenSink sink) throws IOException {
        return encode(Utf8Chars.of(text), sink);
    }

    private long encode(ByteSource source, TokenSink sink) throws IOException {
        TextParts parts = new TextParts(encoder, source, PART);
        long total = 0;
        while (parts.next()) {
            int count = encode(parts);
            sink.accept(encoder.ids(), 0, count);
            total += count;
        }
        return total;
    }

    private int encode(TextParts parts) {
        try {
            return encoder.encode(parts.bytes(), parts.start(), parts.end());
        } catch (IllegalArgumentException e) {
            throw parts.position() == 0
                    ? e
                    : new IllegalArgumentException(
                            e.getMessage() + ", counted from byte " + parts.position() + " of the text", e);
        }
    }
}
