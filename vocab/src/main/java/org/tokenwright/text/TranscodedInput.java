package org.tokenwright.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Text in another charset, as UTF-8. */
final class TranscodedInput extends BlockInput {
    /*
     * Bytes are decoded to chars and those encoded to UTF-8. What is malformed is an error with its place in the source; where
     * malformed documents are to be skipped, a byte that no UTF-8 has takes its place, so that the splitter, which alone
     * knows where documents begin and end, finds that document malformed.
     *
     * The decoders of UTF-32 and CESU-8 pass lone surrogates, which only the encoder finds, when their bytes have been left
     * behind. These decoders have no state, so that decoding the bytes once more tells where the surrogates were.
     */
    private static final int BUFFER_BYTES = 1 << 16;

    private static final int LONGEST_MARK = 4;
    private static final byte NEVER_UTF8 = (byte) 0xff;

    private final String source;
    private final InputStream in;
    private final MalformedDocuments malformed;
    private final CharsetDecoder decoder;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    private final ByteBuffer encoded = ByteBuffer.allocate(BUFFER_BYTES).flip();
    private final CharBuffer chars = CharBuffer.allocate(BUFFER_BYTES);
    private final ByteBuffer decoded = ByteBuffer.allocate(4 * BUFFER_BYTES).flip();
    private long position;
    private boolean needsBytes = true;
    private boolean ended;
    private boolean done;

    private TranscodedInput(String source, InputStream in, Charset charset, MalformedDocuments malformed) {
        this.source = source;
        this.in = in;
        this.malformed = malformed;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /**
     * {@return the text as UTF-8}
     *
     * @param source the name of the stream in messages
     * @param in the text
     * @param charset its charset; if that is UTF-8, the byte order mark of UTF-16 or UTF-32 overrules it
     * @param malformed whether what is malformed is an error or is marked
     */
    static InputStream open(String source, InputStream in, Charset charset, MalformedDocuments malformed)
            throws IOException {
        if (!charset.equals(StandardCharsets.UTF_8)) {
            return new TranscodedInput(source, in, charset, malformed);
        }
        PushbackInputStream whole = new PushbackInputStream(in, LONGEST_MARK);
        byte[] first = whole.readNBytes(LONGEST_MARK);
        whole.unread(first);
        Charset marked = charsetOfMark(first);
        return marked.equals(charset) ? whole : new TranscodedInput(source, whole, marked, malformed);
    }

    private static Charset charsetOfMark(byte[] first) {
        String bytes = HexFormat.of().formatHex(first);
        if (bytes.equals("fffe0000")) {
            return Charset.forName("UTF-32LE");
        }
        if (bytes.equals("0000feff")) {
            return Charset.forName("UTF-32BE");
        }
        if (bytes.startsWith("fffe")) {
            return StandardCharsets.UTF_16LE;
        }
        return bytes.startsWith("feff") ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
        while (!decoded.hasRemaining()) {
            if (done) {
                return -1;
            }
            decodeMore();
        }
        int count = Math.min(most, decoded.remaining());
        decoded.get(bytes, from, count);
        return count;
    }

    private void decodeMore() throws IOException {
        if (needsBytes && !ended) {
            fill();
        }
        int from = encoded.position();
        int charsBefore = chars.position();
        CoderResult result = decoder.decode(encoded, chars, ended);
        position += encoded.position() - from;
        needsBytes = result.isUnderflow();
        if (result.isUnderflow() && ended) {
            done = decoder.flush(chars).isUnderflow();
        }
        decoded.clear();
        chars.flip();
        while (encoder.encode(chars, decoded, done).isError()) {
            passOverSurrogate(from, charsBefore);
        }
        chars.compact();
        if (result.isError()) {
            passOver(result.length());
        }
        decoded.flip();
    }

    /** Reads more bytes behind those of a character that is not complete yet. */
    private void fill() throws IOException {
        encoded.compact();
        int count = in.read(encoded.array(), encoded.position(), encoded.remaining());
        ended = count < 0;
        encoded.position(encoded.position() + Math.max(count, 0));
        encoded.flip();
    }

    private void passOver(int length) throws CorruptInputException {
        if (malformed == MalformedDocuments.FAIL) {
            String bytes = HexFormat.ofDelimiter(" ")
                    .withPrefix("0x")
                    .withUpperCase()
                    .formatHex(encoded.array(), encoded.position(), encoded.position() + length);
            throw new CorruptInputException(
                    source,
                    "byte " + position,
                    length == 1 ? "byte " + bytes : "bytes " + bytes,
                    decoder.charset().name());
        }
        encoded.position(encoded.position() + length);
        position += length;
        decoded.put(NEVER_UTF8);
    }

    /** Passes over the next char, which is a lone surrogate. */
    private void passOverSurrogate(int decodedFrom, int charsBefore) throws CorruptInputException {
        char surrogate = chars.get();
        if (malformed == MalformedDocuments.FAIL) {
            throw new CorruptInputException(
                    source,
                    "before byte " + placeBehind(decodedFrom, chars.position() - charsBefore),
                    String.format("the lone surrogate U+%04X", (int) surrogate),
                    decoder.charset().name());
        }
        decoded.put(NEVER_UTF8);
    }

    /** Where in the source the first of the chars end that were decoded last; where all end, if that cannot be told. */
    private long placeBehind(int decodedFrom, int count) {
        ByteBuffer again = encoded.duplicate().position(decodedFrom);
        CharBuffer first = CharBuffer.allocate(count);
        decoder.charset().newDecoder().decode(again, first, false);
        return first.hasRemaining() ? position : position - (encoded.position() - again.position());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
