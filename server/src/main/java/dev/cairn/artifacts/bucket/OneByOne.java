package dev.cairn.artifacts.bucket;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Calls that a store takes for one object each, some at a time.
public final class OneByOne {
    private static final int AT_ONCE = 16;

    private OneByOne() {}

    /// Makes a call for each key; the first that fails ends it.
    public static void each(List<String> keys, Consumer<String> call) {
        if (keys.size() < 2) {
            keys.forEach(call);
            return;
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(
                Math.min(AT_ONCE, keys.size()), Thread.ofVirtual().factory())) {
            List<Future<?>> calls = new ArrayList<>();
            keys.forEach(key -> calls.add(threads.submit(() -> call.accept(key))));
            try {
                for (Future<?> made : calls) {
                    made.get();
                }
            } catch (ExecutionException failure) {
                threads.shutdownNow();
                throw failure.getCause() instanceof RuntimeException refusal
                        ? refusal
                        : new IllegalStateException(failure.getCause());
            } catch (InterruptedException stopped) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                throw Refusals.silence("this server is stopping");
            }
        }
    }
}
