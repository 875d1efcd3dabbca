package dev.cairn.inference;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// The population stability index of two samples: over parts of the baseline's numbers, or over the most frequent
/// texts. The fewer values there are, the fewer parts, since each adds to what chance alone makes of it.
final class Psi {
    /// About so much chance may make of two samples of one distribution.
    private static final double CHANCE = 0.05;

    private static final int TENTHS = 10;
    private static final int MOST_TEXTS = 50;

    /// The least share of both sides together that a text has which is a part of its own: more than may be forgotten.
    private static final double FREQUENT = 0.005;

    /// The least number of such a text in the smaller one, if that is not more than a fifth of it.
    private static final double LEAST = 20;

    private static final double FIFTH = 0.2;

    /// The smallest share in the place of nothing, whose logarithm there is not.
    private static final double NOTHING = 1e-4;

    private Psi() {}

    /// So many parts chance may go into, beside one.
    private static int free(double left, double right) {
        return (int) (CHANCE / (1 / left + 1 / right));
    }

    /// Of sorted numbers, which are there on both sides.
    static double ofNumbers(double[] before, double[] now) {
        return ofNumbers(before, now, Math.clamp(1 + free(before.length, now.length), 2, TENTHS));
    }

    /// Over as many parts of the first, with as many numbers each; a value that has as many is a part of its own.
    static double ofNumbers(double[] before, double[] now, int parts) {
        double[] edges = IntStream.range(1, parts)
                .mapToDouble(i -> ColumnProfile.quantile(before, i / (double) parts))
                .flatMap(edge -> count(before, edge) * (double) parts >= before.length
                        ? DoubleStream.of(Math.nextDown(edge), edge)
                        : DoubleStream.of(edge))
                .distinct()
                .toArray();
        return sum(ColumnDrift.shares(before, edges), ColumnDrift.shares(now, edges), before.length, now.length);
    }

    private static long count(double[] numbers, double value) {
        return Arrays.stream(numbers).filter(number -> number == value).count();
    }

    /// Over the most frequent texts of both sides together, and all others. Those of one side alone would be more
    /// frequent there by the choice; and what is new might be among the others, as what was there before.
    static double ofTexts(ColumnProfile before, ColumnProfile now) {
        double left = before.textCount();
        double right = now.textCount();
        if (left == 0 || right == 0) {
            return 0;
        }
        Map<String, Double> both = new HashMap<>();
        before.texts().forEach((text, count) -> both.merge(text, count / left / 2, Double::sum));
        now.texts().forEach((text, count) -> both.merge(text, count / right / 2, Double::sum));
        double least = Math.max(FREQUENT, Math.min(FIFTH, LEAST / Math.min(left, right)));
        List<String> frequent = both.entrySet().stream()
                .filter(entry -> entry.getValue() >= least)
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(Math.clamp(free(left, right), 1, MOST_TEXTS))
                .map(Map.Entry::getKey)
                .toList();
        return sum(shares(before, frequent), shares(now, frequent), left, right);
    }

    /// Of each of some texts, and of all others.
    private static double[] shares(ColumnProfile profile, List<String> texts) {
        Map<String, Long> counts = profile.texts();
        long[] parts = new long[texts.size() + 1];
        parts[texts.size()] = profile.textCount();
        for (int i = 0; i < texts.size(); i++) {
            parts[i] = counts.getOrDefault(texts.get(i), 0L);
            parts[texts.size()] -= parts[i];
        }
        return Arrays.stream(parts)
                .mapToDouble(count -> count / (double) profile.textCount())
                .toArray();
    }

    /// Half a value stands for none, unless none is there on either side.
    private static double sum(double[] before, double[] now, double left, double right) {
        double sum = 0;
        for (int i = 0; i < before.length; i++) {
            if (before[i] > 0 || now[i] > 0) {
                double was = before[i] > 0 ? before[i] : Math.max(NOTHING, 0.5 / left);
                double is = now[i] > 0 ? now[i] : Math.max(NOTHING, 0.5 / right);
                sum += (is - was) * Math.log(is / was);
            }
        }
        return sum;
    }
}
