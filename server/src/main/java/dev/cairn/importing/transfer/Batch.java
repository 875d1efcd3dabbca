package dev.cairn.importing.transfer;

import dev.cairn.series.Points;
import dev.cairn.tracking.RunCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Gathers objects until they are as many as are to be in memory at once.
public final class Batch<T> {
    private static final int OBJECTS = 100;
    private static final long POINTS = 100_000;

    private final Consumer<List<T>> full;
    private List<T> objects = new ArrayList<>();
    private long points;

    public Batch(Consumer<List<T>> full) {
        this.full = full;
    }

    public void add(T object) {
        objects.add(object);
        if (object instanceof RunCopy run) {
            points += run.series().values().stream().mapToLong(Points::size).sum();
        }
        if (objects.size() == OBJECTS || points >= POINTS) {
            flush();
        }
    }

    /// Gives away what is left.
    public void flush() {
        if (!objects.isEmpty()) {
            full.accept(objects);
            objects = new ArrayList<>();
            points = 0;
        }
    }
}
