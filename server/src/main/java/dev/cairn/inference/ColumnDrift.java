package dev.cairn.inference;

import dev.cairn.protocol.inference.DriftColumn;
import dev.cairn.protocol.inference.DriftColumn.Kind;
import dev.cairn.protocol.inference.DriftColumn.Level;
import dev.cairn.protocol.inference.DriftColumn.Side;
import java.util.List;
import java.util.stream.IntStream;

/// How far two profiles of a column are from each other.
final class ColumnDrift {
    private static final int BARS = 10;
    private static final long FEW = 50;
    private static final double MODERATE = 0.1;
    private static final double STRONG = 0.25;

    private ColumnDrift() {}

    static DriftColumn of(String name, Side side, ColumnProfile before, ColumnProfile now) {
        boolean isText = before.numbers() + now.numbers() < before.textCount() + now.textCount();
        long least = isText ? Math.min(before.textCount(), now.textCount()) : Math.min(before.numbers(), now.numbers());
        if (isText) {
            double psi = Psi.ofTexts(before, now);
            return new DriftColumn(
                    name,
                    side,
                    Kind.TEXT,
                    level(least, psi),
                    least == 0 ? null : psi,
                    null,
                    List.of(),
                    before.asTexts(),
                    now.asTexts());
        }
        List<Double> edges = edges(Math.min(before.min(), now.min()), Math.max(before.max(), now.max()));
        double[] left = before.sorted();
        double[] right = now.sorted();
        boolean isOneEmpty = left.length == 0 || right.length == 0;
        double psi = isOneEmpty ? 0 : Psi.ofNumbers(left, right);
        return new DriftColumn(
                name,
                side,
                Kind.NUMBER,
                level(least, psi),
                isOneEmpty ? null : psi,
                isOneEmpty ? null : ks(left, right),
                edges,
                before.asNumbers(edges),
                now.asNumbers(edges));
    }

    private static Level level(long least, double psi) {
        if (least < FEW) {
            return Level.TOO_FEW;
        }
        return psi < MODERATE ? Level.STABLE : psi < STRONG ? Level.MODERATE : Level.STRONG;
    }

    private static List<Double> edges(double min, double max) {
        if (!(min < max) || Double.isInfinite(max - min)) {
            return List.of();
        }
        return IntStream.rangeClosed(0, BARS)
                .mapToObj(i -> min + (max - min) * i / BARS)
                .toList();
    }

    /// The share of sorted numbers up to each edge and behind the one before; the last share is of those behind all.
    static double[] shares(double[] sorted, double[] edges) {
        double[] shares = new double[edges.length + 1];
        int at = 0;
        for (int part = 0; part < shares.length; part++) {
            int from = at;
            while (at < sorted.length && (part == edges.length || sorted[at] <= edges[part])) {
                at++;
            }
            shares[part] = sorted.length == 0 ? 0 : (at - from) / (double) sorted.length;
        }
        return shares;
    }

    /// The largest distance of the distribution functions of two sorted samples.
    static double ks(double[] left, double[] right) {
        double largest = 0;
        int i = 0;
        int j = 0;
        while (i < left.length && j < right.length) {
            double value = Math.min(left[i], right[j]);
            i = behind(left, i, value);
            j = behind(right, j, value);
            largest = Math.max(largest, Math.abs(i / (double) left.length - j / (double) right.length));
        }
        return largest;
    }

    private static int behind(double[] sorted, int from, double value) {
        int at = from;
        while (at < sorted.length && sorted[at] <= value) {
            at++;
        }
        return at;
    }
}
