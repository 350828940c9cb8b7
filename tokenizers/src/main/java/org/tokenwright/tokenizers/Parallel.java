package org.tokenwright.tokenizers;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Does numbered pieces of work, in the calling thread and in others that help it. Once. */
final class Parallel {
    /*
     * Pieces are taken in order. The calling thread takes some too, so that all is done even if the executor is too busy to
     * help; it then waits only for helpers that have begun. If pieces fail, the first of them is what is thrown: those before
     * it have been taken before it, and are waited for.
     */
    /** The work of one thread. */
    @FunctionalInterface
    interface Worker {
        /** Does pieces until there is none left. */
        void run(Pieces pieces);
    }

    /** Hands out pieces. */
    @FunctionalInterface
    interface Pieces {
        /** {@return whether there was a piece for {@code work}, which has been done or has failed} */
        boolean next(IntConsumer work);
    }

    private final int pieces;
    private final AtomicInteger next = new AtomicInteger();
    private final Object lock = new Object();
    private int active;
    private boolean closed;
    private int firstFailed = Integer.MAX_VALUE;
    private @Nullable Throwable failure;

    private Parallel(int pieces) {
        this.pieces = pieces;
    }

    /**
     * Does all pieces.
     *
     * @param threads how many threads at most, the calling one included
     * @param pieces how many pieces there are
     */
    static void run(Executor executor, int threads, int pieces, Worker worker) {
        new Parallel(pieces).run(executor, Math.min(threads, pieces), worker);
    }

    private void run(Executor executor, int threads, Worker worker) {
        for (int helper = 1; helper < threads; helper++) {
            try {
                executor.execute(() -> help(worker));
            } catch (RejectedExecutionException e) {
                break;
            }
        }
        try {
            worker.run(this::take);
        } finally {
            awaitHelpers();
        }
        if (failure instanceof Error error) {
            throw error;
        } else if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private void help(Worker worker) {
        synchronized (lock) {
            if (closed) {
                return;
            }
            active++;
        }
        try {
            worker.run(this::take);
        } finally {
            synchronized (lock) {
                active--;
                lock.notifyAll();
            }
        }
    }

    private boolean take(IntConsumer work) {
        int piece = next.getAndUpdate(number -> number < pieces ? number + 1 : number);
        if (piece >= pieces) {
            return false;
        }
        try {
            work.accept(piece);
        } catch (RuntimeException | Error e) {
            next.set(pieces);
            synchronized (lock) {
                if (piece < firstFailed) {
                    firstFailed = piece;
                    failure = e;
                }
            }
        }
        return true;
    }

    private void awaitHelpers() {
        boolean interrupted = false;
        synchronized (lock) {
            closed = true;
            while (active > 0) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
