package dev.cairn.series;

import java.util.Arrays;

/// A piece of a series in its stored form, and between which steps and times its points lie.
public final class Chunk {
    private final byte[] points;
    private final Extent steps;
    private final Extent times;

    private Chunk(byte[] points, Extent steps, Extent times) {
        this.points = points;
        this.steps = steps;
        this.times = times;
    }

    /// A frame of the points from `from` to before `to`, of which there is one at least.
    static Chunk of(Points points, int from, int to) {
        Extent steps = Extent.at(points.step(from));
        Extent times = Extent.at(points.timestamp(from));
        for (int i = from + 1; i < to; i++) {
            steps = steps.with(points.step(i));
            times = times.with(points.timestamp(i));
        }
        return new Chunk(Frame.write(points, from, to), steps, times);
    }

    /// This one, and the points of another behind its own.
    Chunk with(Chunk other) {
        byte[] both = Arrays.copyOf(points, points.length + other.points.length);
        System.arraycopy(other.points, 0, both, points.length, other.points.length);
        return new Chunk(both, steps.with(other.steps), times.with(other.times));
    }

    /// In bytes.
    public int length() {
        return points.length;
    }

    /// As `Points` describes them; not copied.
    public byte[] points() {
        return points;
    }

    public Extent steps() {
        return steps;
    }

    /// In milliseconds.
    public Extent times() {
        return times;
    }
}
