package dev.cairn.serving.rollouts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/// What a [Spread] held at some time, or several together.
///
/// @param took how many requests took as long as each step says
public record Sums(long failed, long refused, List<Long> took) {
    public static final Sums NONE = of(0, 0, new long[Spread.STEPS]);

    public Sums {
        took = List.copyOf(took);
    }

    static Sums of(long failed, long refused, long[] took) {
        return new Sums(failed, refused, LongStream.of(took).boxed().toList());
    }

    public long requests() {
        return took.stream().mapToLong(Long::longValue).sum();
    }

    public Sums plus(Sums other) {
        List<Long> both = new ArrayList<>();
        for (int step = 0; step < Spread.STEPS; step++) {
            both.add(took.get(step) + other.took.get(step));
        }
        return new Sums(failed + other.failed, refused + other.refused, both);
    }

    /// Milliseconds within which a part of the requests was answered, at most 9 % too many.
    ///
    /// @param part such as 0.95
    public double within(double part) {
        double wanted = part * requests();
        long sum = 0;
        for (int step = 0; step < Spread.STEPS; step++) {
            sum += took.get(step);
            if (sum >= wanted) {
                return Spread.end(step);
            }
        }
        return Spread.end(Spread.STEPS - 1);
    }

    /// How many took longer for certain.
    long over(double millis) {
        long sum = 0;
        for (int step = 1; step < Spread.STEPS; step++) {
            if (Spread.end(step - 1) >= millis) {
                sum += took.get(step);
            }
        }
        return sum;
    }

    /// As it is stored: failed, refused, then `step:count` for each step that has any.
    public String text() {
        StringBuilder text = new StringBuilder().append(failed).append(' ').append(refused);
        for (int step = 0; step < Spread.STEPS; step++) {
            if (took.get(step) > 0) {
                text.append(' ').append(step).append(':').append(took.get(step));
            }
        }
        return text.toString();
    }

    /// What [#text] wrote.
    public static Sums parse(String text) {
        String[] words = text.split(" ", -1);
        long[] took = new long[Spread.STEPS];
        Arrays.stream(words)
                .skip(2)
                .map(word -> word.split(":", 2))
                .forEach(pair -> took[Integer.parseInt(pair[0])] = Long.parseLong(pair[1]));
        return of(Long.parseLong(words[0]), Long.parseLong(words[1]), took);
    }
}
