package org.tokenwright.tokenizers.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tasks that go on at the same time. */
final class Tasks {
    private Tasks() {}

    /**
     * Runs tasks, the first in the calling thread, and waits for all. If some fail, the first of these is what is thrown.
     *
     * @param threads how many threads there are for them; with one they run one after the other
     */
    static void run(int threads, List<Runnable> tasks) {
        if (threads == 1 || tasks.size() == 1) {
            tasks.forEach(Runnable::run);
            return;
        }
        try (ExecutorService executor = Executors.newFixedThreadPool(threads - 1)) {
            List<Future<?>> others = new ArrayList<>();
            tasks.stream().skip(1).forEach(task -> others.add(executor.submit(task)));
            tasks.get(0).run();
            for (Future<?> other : others) {
                await(other);
            }
        }
    }

    /**
     * Runs a task beside the work of the calling thread, or after it if there is one thread only.
     *
     * @return what the work gives
     */
    static <T> T run(int threads, Supplier<T> work, Runnable beside) {
        AtomicReference<@Nullable T> result = new AtomicReference<>();
        run(threads, List.of(() -> result.set(work.get()), beside));
        return Objects.requireNonNull(result.get());
    }

    private static void await(Future<?> task) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    task.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw unwrapped(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** {@return what made a task fail; an error is thrown} */
    static RuntimeException unwrapped(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
    }
}
