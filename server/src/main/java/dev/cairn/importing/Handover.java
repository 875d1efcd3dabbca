package dev.cairn.importing;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Reads on one thread and writes on another, at most two batches apart.
final class Handover {
    private static final int BATCHES = 2;

    private Handover() {}

    /// Gives what `reading` produces to `writing`, which runs on the caller's thread; whatever fails ends both.
    static <T> void run(Consumer<Consumer<T>> reading, Consumer<T> writing) {
        BlockingQueue<Step<T>> queue = new ArrayBlockingQueue<>(BATCHES);
        AtomicBoolean stopped = new AtomicBoolean();
        Thread reader = Thread.ofPlatform().name("cairn-import-reader").start(() -> {
            try {
                reading.accept(batch -> put(queue, new Step.Batch<>(batch)));
                put(queue, new Step.End<>());
            } catch (RuntimeException | Error failure) {
                if (!stopped.get()) {
                    put(queue, new Step.Failed<>(failure));
                }
            }
        });
        try {
            while (take(queue) instanceof Step.Batch<T>(T batch)) {
                writing.accept(batch);
            }
        } finally {
            stopped.set(true);
            reader.interrupt();
            join(reader);
        }
    }

    private static <T> Step<T> take(BlockingQueue<Step<T>> queue) {
        try {
            Step<T> step = queue.take();
            if (step instanceof Step.Failed<T>(Throwable failure)) {
                throw failure instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failure);
            }
            return step;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while reading", stop);
        }
    }

    private static <T> void put(BlockingQueue<Step<T>> queue, Step<T> step) {
        try {
            queue.put(step);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The writer stopped", stop);
        }
    }

    private static void join(Thread reader) {
        try {
            reader.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /// What the reader says next.
    private sealed interface Step<T> {
        record Batch<T>(T batch) implements Step<T> {}

        record End<T>() implements Step<T> {}

        record Failed<T>(Throwable failure) implements Step<T> {}
    }
}
