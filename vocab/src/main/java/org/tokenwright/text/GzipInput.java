package org.tokenwright.text;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Decodes gzip: all members of the stream, to its end. */
final class GzipInput extends GZIPInputStream {
    /*
     * GZIPInputStream takes whatever follows a member and is no member for the end of the stream: a member that is cut in
     * its header, or another kind of data. So at its end we check that the last trailer was the end of the stored bytes.
     * The trailer begins at the bytes that the inflater has left over.
     */
    private static final int BUFFER_BYTES = 1 << 16;

    private static final int TRAILER_BYTES = 8;

    private final String source;
    private final StoredInput stored;
    private long deliveredToInflater;

    private GzipInput(String source, StoredInput stored) throws IOException {
        super(stored, BUFFER_BYTES);
        this.source = source;
        this.stored = stored;
    }

    static InputStream open(String source, StoredInput stored) throws IOException {
        try {
            return new GzipInput(source, stored);
        } catch (EOFException | ZipException e) {
            throw Compression.failure(source, stored, "gzip", e);
        }
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
        int count;
        try {
            count = super.read(bytes, from, most);
        } catch (EOFException | ZipException e) {
            throw Compression.failure(source, stored, "gzip", e);
        }
        if (count < 0) {
            checkNothingFollows();
        }
        return count;
    }

    @Override
    protected void fill() throws IOException {
        super.fill();
        deliveredToInflater = stored.delivered();
    }

    private void checkNothingFollows() throws IOException {
        long end = deliveredToInflater - inf.getRemaining() + TRAILER_BYTES;
        if (stored.available() > 0 || stored.delivered() > end) {
            throw new CorruptInputException(
                    source, "stored byte " + end, "bytes that are not a gzip member", "another member or the end");
        }
    }
}
