package dev.cairn.inference;

import dev.cairn.protocol.inference.DriftColumn.Frequent;
import dev.cairn.protocol.inference.DriftColumn.Profile;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/// What is known of the values of a column, in bounded memory: of numbers a sample is kept, of texts those that are
/// frequent so far. Used by one thread.
final class ColumnProfile {
    /// So much of a text is told apart from others.
    static final int LONGEST = 100;

    private static final int SAMPLE = 4_096;
    private static final int MOST_TEXTS = 1_000;
    private static final int TOP = 10;
    private static final double[] QUANTILES = {0.05, 0.25, 0.5, 0.75, 0.95};

    private final SplittableRandom random = new SplittableRandom(1); // the same rows tell the same
    private final double[] sample = new double[SAMPLE];
    private final Map<String, Long> texts = new HashMap<>();
    private long missing;
    private long numbers;
    private long otherTexts;
    private double mean;
    private double squares;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    void add(double number) {
        if (!Double.isFinite(number)) {
            missing++;
            return;
        }
        if (numbers < SAMPLE) {
            sample[(int) numbers] = number;
        } else {
            long place = random.nextLong(numbers + 1);
            if (place < SAMPLE) {
                sample[(int) place] = number;
            }
        }
        numbers++;
        double delta = number - mean;
        mean += delta / numbers;
        squares += delta * (number - mean);
        min = Math.min(min, number);
        max = Math.max(max, number);
    }

    void add(String text) {
        String shown = text.length() > LONGEST ? beginning(text, LONGEST) + "…" : text;
        texts.merge(shown, 1L, Long::sum);
        if (texts.size() > MOST_TEXTS) {
            forgetRare();
        }
    }

    /// Makes place for texts that may become frequent. A text is forgotten where half of all that are known are at
    /// least as frequent, so that it has at most a 500th of the values until then.
    private void forgetRare() {
        long[] counts =
                texts.values().stream().mapToLong(Long::longValue).sorted().toArray();
        long rare = counts[counts.length / 2];
        otherTexts += Arrays.stream(counts).takeWhile(count -> count <= rare).sum();
        texts.values().removeIf(count -> count <= rare);
    }

    /// At most so many letters of a text, which ends with a whole one.
    static String beginning(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    void addMissing() {
        missing++;
    }

    long numbers() {
        return numbers;
    }

    long textCount() {
        return texts.values().stream().mapToLong(Long::longValue).sum() + otherTexts;
    }

    /// How often each text was there; without those that were forgotten for others.
    Map<String, Long> texts() {
        return Map.copyOf(texts);
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }

    /// A sample of the numbers, sorted.
    double[] sorted() {
        double[] some = Arrays.copyOf(sample, (int) Math.min(numbers, SAMPLE));
        Arrays.sort(some);
        return some;
    }

    /// The value below which a share of sorted numbers lies, between two of them in a line.
    static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int low = (int) Math.floor(place);
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
    }

    /// @param edges of the bars
    Profile asNumbers(List<Double> edges) {
        if (numbers == 0) {
            return new Profile(0, missing + textCount(), null, null, null, null, List.of(), List.of(), List.of());
        }
        double[] sorted = sorted();
        double[] inner = edges.stream()
                .skip(1)
                .limit(Math.max(0, edges.size() - 2))
                .mapToDouble(Double::doubleValue)
                .toArray();
        return new Profile(
                numbers,
                missing + textCount(),
                mean,
                numbers > 1 ? Math.sqrt(squares / (numbers - 1)) : 0,
                min,
                max,
                DoubleStream.of(QUANTILES)
                        .mapToObj(share -> quantile(sorted, share))
                        .toList(),
                edges.isEmpty()
                        ? List.of()
                        : DoubleStream.of(ColumnDrift.shares(sorted, inner))
                                .boxed()
                                .toList(),
                List.of());
    }

    Profile asTexts() {
        List<Frequent> top = texts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(TOP)
                .map(entry -> new Frequent(entry.getKey(), entry.getValue()))
                .toList();
        return new Profile(textCount(), missing + numbers, null, null, null, null, List.of(), List.of(), top);
    }
}
