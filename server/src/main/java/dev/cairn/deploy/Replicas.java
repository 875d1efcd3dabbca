package dev.cairn.deploy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How many pods answer for a model.
///
/// @param least how many there are at least
/// @param most  how many there may be, if that is needed to keep their processors from being busy all the time
public record Replicas(int least, int most) {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,4})(?:\\.\\.(\\d{1,4}))?");

    public Replicas {
        if (least < 1 || most < least) {
            throw new IllegalArgumentException(
                    "--replicas takes a number from 1 on, or a range such as 2..10; got %d..%d."
                            .formatted(least, most));
        }
    }

    /// Reads `3` or `2..10`.
    public static Replicas parse(String text) {
        Matcher range = RANGE.matcher(text);
        if (!range.matches()) {
            throw new IllegalArgumentException(
                    "--replicas takes a number from 1 on, or a range such as 2..10; got '%s'.".formatted(text));
        }
        int least = Integer.parseInt(range.group(1));
        return new Replicas(least, range.group(2) == null ? least : Integer.parseInt(range.group(2)));
    }

    /// Whether their number follows the load.
    boolean isRange() {
        return most > least;
    }
}
