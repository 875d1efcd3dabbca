package dev.cairn.inference;

import dev.cairn.protocol.inference.DriftColumn;
import dev.cairn.protocol.inference.DriftColumn.Kind;
import dev.cairn.protocol.inference.DriftColumn.Level;
import dev.cairn.protocol.inference.DriftColumn.Side;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// How far two profiles of a column are from each other.
final class ColumnDrift {
    private static final int PARTS = 10;
    private static final long FEW = 50;
    private static final double MODERATE = 0.1;
    private static final double STRONG = 0.25;

    /// In the place of a share of nothing, whose logarithm there is not.
    private static final double NOTHING = 1e-4;

    private ColumnDrift() {}

    static DriftColumn of(String name, Side side, ColumnProfile before, ColumnProfile now) {
        boolean isText = before.numbers() + now.numbers() < before.textCount() + now.textCount();
        long least = isText ? Math.min(before.textCount(), now.textCount()) : Math.min(before.numbers(), now.numbers());
        if (isText) {
            double psi = psi(before.texts(), now.texts());
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
        double psi = isOneEmpty ? 0 : psi(left, right);
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
        return IntStream.rangeClosed(0, PARTS)
                .mapToObj(i -> min + (max - min) * i / PARTS)
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

    /// Over the tenths of the first; fewer where a value is in several of them. Where that is the smallest one, those
    /// below it are a part of their own.
    static double psi(double[] before, double[] now) {
        double[] tenths = IntStream.range(1, PARTS)
                .mapToDouble(i -> ColumnProfile.quantile(before, i / (double) PARTS))
                .distinct()
                .toArray();
        double[] edges = tenths[0] == before[0]
                ? DoubleStream.concat(DoubleStream.of(Math.nextDown(before[0])), DoubleStream.of(tenths))
                        .toArray()
                : tenths;
        return psi(shares(before, edges), shares(now, edges), edges.length + 1);
    }

    static double psi(Map<String, Long> before, Map<String, Long> now) {
        double left = before.values().stream().mapToLong(Long::longValue).sum();
        double right = now.values().stream().mapToLong(Long::longValue).sum();
        if (left == 0 || right == 0) {
            return 0;
        }
        Set<String> all = new HashSet<>(before.keySet());
        all.addAll(now.keySet());
        List<String> sorted = new ArrayList<>(all);
        return psi(
                sorted.stream()
                        .mapToDouble(text -> before.getOrDefault(text, 0L) / left)
                        .toArray(),
                sorted.stream()
                        .mapToDouble(text -> now.getOrDefault(text, 0L) / right)
                        .toArray(),
                sorted.size());
    }

    private static double psi(double[] before, double[] now, int parts) {
        double sum = 0;
        for (int i = 0; i < parts; i++) {
            double left = Math.max(before[i], NOTHING);
            double right = Math.max(now[i], NOTHING);
            sum += (right - left) * Math.log(right / left);
        }
        return sum;
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
