package dev.cairn.importing.transfer;

import dev.cairn.series.Points;
import dev.cairn.traces.TraceCopy;
import dev.cairn.tracking.RunCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/// Gathers objects until they are as many as are to be in memory at once.
public final class Batch<T> {
    /// So many objects are in a batch at most.
    public static final int OBJECTS = 100;

    /// So many points are in memory at once, twelve times 24 bytes each at most, or the points of one longer run.
    public static final long POINTS = 100_000;

    /// So many characters of spans are in memory at once, or those of one larger trace.
    public static final long CHARACTERS = 8_000_000;

    private final Consumer<List<T>> full;
    private final ToLongFunction<T> weight;
    private final long most;
    private List<T> objects = new ArrayList<>();
    private long sum;

    private Batch(Consumer<List<T>> full, ToLongFunction<T> weight, long most) {
        this.full = full;
        this.weight = weight;
        this.most = most;
    }

    /// Batches of objects that are about the same size.
    public static <T> Batch<T> of(Consumer<List<T>> full) {
        return new Batch<>(full, object -> 0, 1);
    }

    public static Batch<RunCopy> ofRuns(Consumer<List<RunCopy>> full) {
        return new Batch<>(
                full,
                run -> run.series().values().stream().mapToLong(Points::size).sum(),
                POINTS);
    }

    public static Batch<TraceCopy> ofTraces(Consumer<List<TraceCopy>> full) {
        return new Batch<>(full, TraceCopy::size, CHARACTERS);
    }

    /// Batches of ids whose objects are to be read, each with a weight.
    public static Batch<String> ofIds(Consumer<List<String>> full, ToLongFunction<String> weight, long most) {
        return new Batch<>(full, weight, most);
    }

    /// Gives the objects before this one away if there is no room for it.
    public void add(T object) {
        long own = weight.applyAsLong(object);
        if (objects.size() == OBJECTS || sum + own > most) {
            flush();
        }
        objects.add(object);
        sum += own;
    }

    /// Gives away what is left.
    public void flush() {
        if (!objects.isEmpty()) {
            full.accept(objects);
            objects = new ArrayList<>();
            sum = 0;
        }
    }
}
