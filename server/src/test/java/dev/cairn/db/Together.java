package dev.cairn.db;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/// Runs tasks that all start at the same moment.
public final class Together {
    private Together() {}

    /// What each of the tasks returned, or the exception that it threw, in the order of their numbers.
    public static List<Object> run(int tasks, IntFunction<Callable<?>> task) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Object>> running = new ArrayList<>();
        List<Object> outcomes = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < tasks; i++) {
                Callable<?> one = task.apply(i);
                running.add(executor.submit(() -> {
                    start.await();
                    return one.call();
                }));
            }
            start.countDown();
            for (Future<Object> future : running) {
                outcomes.add(outcome(future));
            }
        }
        return outcomes;
    }

    /// The exceptions among outcomes.
    public static List<Throwable> failures(List<Object> outcomes) {
        return outcomes.stream()
                .filter(Throwable.class::isInstance)
                .map(Throwable.class::cast)
                .toList();
    }

    private static Object outcome(Future<Object> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            return failure.getCause() == null ? failure : failure.getCause();
        }
    }
}
