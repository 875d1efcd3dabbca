package dev.cairn.scoring.trees;

import dev.cairn.scoring.limits.TimeLimit;
import java.util.List;

/// A boosted model in memory: rows of numbers in (NaN is missing), the library's predictions out. Immutable and
/// thread-safe; a call runs on the caller's thread.
public final class BoostedModel {
    private final Inputs inputs;
    private final Margins margins;
    private final double[] base;
    private final Link link;
    private final int width;

    /// @param base what each sum begins with
    /// @param width the number of predictions that the link leaves of a row's sums
    BoostedModel(Inputs inputs, Margins margins, double[] base, Link link, int width) {
        this.inputs = inputs;
        this.margins = margins;
        this.base = base;
        this.link = link;
        this.width = width;
    }

    /// What a row is made of.
    public Inputs inputs() {
        return inputs;
    }

    /// The number of predictions of a row.
    public int width() {
        return width;
    }

    /// The numbers that are kept of a row while it is scored, which `width` predictions are made of.
    public int sums() {
        return base.length;
    }

    /// The predictions of `count` rows, `width` of each, from their features one row after the other;
    /// `OverdueException` where they take too long.
    public double[] predict(double[] rows, int count, TimeLimit limit) {
        int features = inputs.count();
        if (rows.length != Math.multiplyExact(count, features)) {
            throw new IllegalArgumentException("%d rows of %d features were announced and %d values came."
                    .formatted(count, features, rows.length));
        }
        double[] sums = new double[Math.multiplyExact(count, base.length)];
        for (int i = 0; i < sums.length; i += base.length) {
            System.arraycopy(base, 0, sums, i, base.length);
        }
        margins.addTo(new Batch(rows, features, sums, base.length), count, limit);
        return link.predictions(sums, base.length);
    }

    /// The features of a model.
    ///
    /// @param count how many there are
    /// @param names their names, empty where the model knows none
    public record Inputs(int count, List<String> names) {
        public Inputs {
            names = List.copyOf(names);
            if (!names.isEmpty() && names.size() != count) {
                throw new BoosterFormatException("takes %d features and names %d".formatted(count, names.size()));
            }
        }
    }
}
