package org.tokenwright.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Has another thread read and decode the next block while the current one is used. For one thread. */
final class ReadAheadInput extends BlockInput {
    /*
     * One block is used and one is on its way. A task fills one block and ends, so any number of inputs can share a few
     * threads; what tasks touch passes from one to the next, and to this thread, through the tasks' results alone.
     */
    private static final int BLOCK_BYTES = 1 << 19;

    private final Opener opener;
    private final Executor executor;
    private @Nullable InputStream in;
    private FutureTask<Block> pending;
    private Block block = new Block();
    private int at;

    /** Opens the stream that is read ahead, when its first block is filled. */
    interface Opener {
        InputStream open() throws IOException;
    }

    /** A block; the last is the one with which the stream ends or fails. */
    private static final class Block {
        private final byte[] bytes = new byte[BLOCK_BYTES];
        private int length;
        private boolean last;
        private @Nullable IOException failure;
    }

    /**
     * Begins to read.
     *
     * @param opener opens the stream
     * @param executor runs the tasks that read it
     */
    ReadAheadInput(Opener opener, Executor executor) {
        this.opener = opener;
        this.executor = executor;
        this.pending = submit(new Block());
    }

    private FutureTask<Block> submit(Block used) {
        FutureTask<Block> task = new FutureTask<>(() -> fill(used));
        executor.execute(task);
        return task;
    }

    private Block fill(Block target) {
        target.length = 0;
        try {
            if (in == null) {
                in = opener.open();
            }
            while (target.length < BLOCK_BYTES && !target.last) {
                int count = in.read(target.bytes, target.length, BLOCK_BYTES - target.length);
                target.last = count < 0;
                target.length += Math.max(count, 0);
            }
        } catch (IOException e) {
            target.failure = e;
            target.last = true;
        }
        return target;
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
        while (at == block.length) {
            if (block.failure != null) {
                throw block.failure;
            }
            if (block.last) {
                return -1;
            }
            nextBlock();
        }
        int count = Math.min(most, block.length - at);
        System.arraycopy(block.bytes, at, bytes, from, count);
        at += count;
        return count;
    }

    private void nextBlock() throws IOException {
        Block used = block;
        block = await();
        at = 0;
        if (!block.last) {
            pending = submit(used);
        }
    }

    private Block await() throws IOException {
        try {
            return pending.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while reading").initCause(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Waits for the block on its way, which nobody else may read from then on, and closes the stream. */
    @Override
    public void close() throws IOException {
        boolean interrupted = false;
        while (true) {
            try {
                pending.get();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (in != null) {
            in.close();
        }
    }
}
