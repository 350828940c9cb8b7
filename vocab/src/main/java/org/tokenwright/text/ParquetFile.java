package org.tokenwright.text;

import dev.hardwood.InputFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file for hardwood, read and not mapped: a mapped file that is cut off meanwhile kills the JVM. For any number of
 * threads.
 */
final class ParquetFile implements InputFile {
    private final Path path;
    private final FileChannel channel;
    private volatile @Nullable IOException failure;

    ParquetFile(Path path) throws IOException {
        this.path = path;
        this.channel = FileChannel.open(path, StandardOpenOption.READ);
    }

    /** {@return why the file could not be read, or null if it could} */
    @Nullable
    IOException failure() {
        return failure;
    }

    @Override
    public void open() {}

    /**
     * {@inheritDoc}
     *
     * @throws EOFException if the range is not in the file: nothing is allocated then
     */
    @Override
    public ByteBuffer readRange(long offset, int length) throws IOException {
        if (offset < 0 || length < 0 || offset > channel.size() - length) {
            throw new EOFException("bytes " + offset + " to " + (offset + length) + " of " + channel.size());
        }
        ByteBuffer range = ByteBuffer.allocate(length);
        try {
            while (range.hasRemaining()) {
                if (channel.read(range, offset + range.position()) < 0) {
                    throw new EOFException("the file was cut off while it was read");
                }
            }
        } catch (IOException e) {
            failure = e;
            throw e;
        }
        return range.flip();
    }

    @Override
    public long length() throws IOException {
        return channel.size();
    }

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
