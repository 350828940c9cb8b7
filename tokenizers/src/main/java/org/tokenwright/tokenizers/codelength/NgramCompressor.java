package org.tokenwright.tokenizers.codelength;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.tokenizers.Tokenizer;

/**
 * Compresses without loss, by an {@link AdaptiveNgramModel} over the bytes of a text or over the ids of a tokenizer. A stream is as
 * long as the code length of the model and about 0.02 percent longer, or else hardly longer than the text. Immutable, safe for any number of threads.
 *
 * <pre>{@code
 * NgramCompressor compressor = NgramCompressor.ofBytes();
 * compressor.compress(in, out, NgramCompressor.BYTE_ORDER);
 * compressor.decompress(compressed, "books.tkc", text);
 * }</pre>
 *
 * <p>Memory is that of the model, of some frames, and of a {@link org.tokenwright.tokenizers.StreamEncoder} if there is a tokenizer.
 *
 * <h2>The format, version 1</h2>
 *
 * All numbers are little-endian. A stream is a header, frames, and an end.
 *
 * <table>
 * <caption>The header: 56 bytes</caption>
 * <tr><th>offset</th><th>type</th><th>field</th></tr>
 * <tr><td>0</td><td>8 bytes</td><td>magic: {@code 89 54 4B 43 0D 0A 1A 0A}, "TKC" in a frame that transfers as text would
 *     damage</td></tr>
 * <tr><td>8</td><td>uint32</td><td>version: 1</td></tr>
 * <tr><td>12</td><td>uint32</td><td>order of the model, at most 16</td></tr>
 * <tr><td>16</td><td>uint32</td><td>number of ids, 1 to 2<sup>24</sup>: 256 for bytes, else the bound of the vocabulary's ids</td></tr>
 * <tr><td>20</td><td>32 bytes</td><td>fingerprint: zeros for bytes, else the SHA-256 of the vocabulary, in the order of ids: of each
 *     token id and length as uint32, and its bytes</td></tr>
 * <tr><td>52</td><td>uint32</td><td>CRC-32C of all bytes before it</td></tr>
 * </table>
 *
 * <table>
 * <caption>A frame: the next ids of the text, as many as fit</caption>
 * <tr><th>offset</th><th>type</th><th>field</th></tr>
 * <tr><td>0</td><td>uint32</td><td>number of ids, 1 to {@value #MAX_FRAME_IDS}; and 2<sup>31</sup> if they are coded without prediction, where
 *     that is shorter</td></tr>
 * <tr><td>4</td><td>uint32</td><td>length of the message in bytes, 1 to 6 for each id and 1 more</td></tr>
 * <tr><td>8</td><td>uint32</td><td>CRC-32C of the 8 bytes before it and of the message</td></tr>
 * <tr><td>12</td><td>bytes</td><td>the message of a range coder with 64 bits of range, in which an id has the interval that the model
 *     gives it, in units of 2<sup>-48</sup>, or one that has learned nothing where there is no prediction; the model learns all ids,
 *     and goes on from frame to frame, with its contexts</td></tr>
 * </table>
 *
 * <table>
 * <caption>The end: 16 bytes; nothing follows</caption>
 * <tr><th>offset</th><th>type</th><th>field</th></tr>
 * <tr><td>0</td><td>uint32</td><td>0</td></tr>
 * <tr><td>4</td><td>uint64</td><td>length of the text in bytes</td></tr>
 * <tr><td>12</td><td>uint32</td><td>CRC-32C of the text</td></tr>
 * </table>
 */
public final class NgramCompressor {
    /** The order that is best for the bytes of a megabyte of English: 4. */
    public static final int BYTE_ORDER = 4;

    /** The order that is best for the tokens of a megabyte of English, or near to it: 2. */
    public static final int TOKEN_ORDER = 2;

    /** The most ids of a frame: 262,144. */
    public static final int MAX_FRAME_IDS = 1 << 18;

    private final TextUnits units;

    private NgramCompressor(TextUnits units) {
        this.units = units;
    }

    /**
     * How long a text and its stream are.
     *
     * @param text bytes of the text
     * @param stream bytes of the stream
     */
    public record Sizes(long text, long stream) {}

    /**
     * {@return a compressor of bytes, whatever they are}
     */
    public static NgramCompressor ofBytes() {
        return new NgramCompressor(ByteUnits.UNITS);
    }

    /**
     * {@return a compressor of texts in UTF-8 that a tokenizer gives back as they are} Texts that it normalizes, for instance, are
     * refused.
     *
     * @param tokenizer gives the ids; special tokens in a text are text like any other
     */
    public static NgramCompressor of(Tokenizer tokenizer) {
        return new NgramCompressor(new TokenUnits(tokenizer));
    }

    /**
     * Compresses a text. Closes neither stream.
     *
     * @param text the text
     * @param stream receives the stream; many small writes are not made
     * @param order the order of the model, 0 to {@link AdaptiveNgramModel#MAX_ORDER}
     * @return how long they are
     * @throws IllegalArgumentException if the order is outside its range, or if the tokenizer does not give back the text, for
     *     instance because it is not UTF-8, with the byte from which on; {@code stream} then holds a part
     * @throws IOException if reading or writing fails
     */
    public Sizes compress(InputStream text, OutputStream stream, int order) throws IOException {
        AdaptiveNgramModel model = AdaptiveNgramModel.of(order, units.symbols());
        new StreamHeader(order, units.symbols(), units.fingerprint()).write(stream);
        FrameWriter frames = new FrameWriter(stream, model);
        Content content = new Content();
        units.split(content.reading(text), frames);
        frames.finish(content);
        return new Sizes(content.length(), StreamHeader.BYTES + frames.written());
    }

    /**
     * Restores a text. Closes neither stream. What is written is not known to be right before this returns.
     *
     * @param stream the stream, which is read to its end
     * @param source what it is called in exceptions
     * @param text receives the text; many small writes are not made
     * @return how long they are
     * @throws CorruptInputException if the stream is malformed, truncated or damaged, with the place
     * @throws IllegalArgumentException if the stream was made of bytes and this is a compressor of tokens, or the reverse, or with
     *     another vocabulary
     * @throws IOException if reading or writing fails
     */
    public Sizes decompress(InputStream stream, String source, OutputStream text) throws IOException {
        StreamBytes in = new StreamBytes(stream, source);
        StreamHeader header = StreamHeader.read(in);
        checkUnits(header);
        Content content = new Content();
        OutputStream out = content.writing(text);
        TextUnits.Joiner joiner = units.newJoiner(out);
        AdaptiveNgramModel model = AdaptiveNgramModel.of(header.order(), header.symbols());
        FrameReader frames = new FrameReader(in, model, joiner);
        boolean more = true;
        while (more) {
            more = frames.next();
        }
        joiner.finish();
        out.flush();
        frames.checkEnd(content);
        return new Sizes(content.length(), in.position());
    }

    private void checkUnits(StreamHeader header) {
        byte[] expected = units.fingerprint();
        if (header.symbols() != units.symbols() || !Arrays.equals(header.fingerprint(), expected)) {
            throw new IllegalArgumentException(
                    "the stream was made of " + describe(header.fingerprint(), header.symbols()) + ", expected "
                            + describe(expected, units.symbols()));
        }
    }

    private static String describe(byte[] fingerprint, int symbols) {
        return Arrays.equals(fingerprint, ByteUnits.UNITS.fingerprint())
                ? "bytes"
                : "tokens of a vocabulary with " + symbols + " ids and the fingerprint "
                        + HexFormat.of().formatHex(fingerprint);
    }
}
