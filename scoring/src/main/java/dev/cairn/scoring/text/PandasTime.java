package dev.cairn.scoring.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A time in a request: of the many forms that pandas takes, those of ISO 8601 and of dates with slashes.
///
/// @param local without its zone, where it has one
/// @param offset how far its zone is ahead of UTC, in seconds
public record PandasTime(LocalDateTime local, boolean zoned, int offset) {
    private static final Pattern FORM = Pattern.compile("(\\d{4})(?:-(\\d\\d?)(?:-(\\d\\d?))?|/(\\d\\d?)/(\\d\\d?))?"
            + "(?:[T ](\\d\\d?):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d{1,9})\\d*)?)?\\s*(Z|[-+]\\d\\d(?::?\\d\\d)?)?)?");
    private static final Pattern AMERICAN = Pattern.compile("(\\d\\d?)/(\\d\\d?)/(\\d{4})(.*)");
    private static final Pattern DENSE = Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)(.*)");
    private static final int NANO_DIGITS = 9;

    /// The time, empty where the text is none.
    public static Optional<PandasTime> find(String text) {
        String stripped = text.strip();
        Matcher american = AMERICAN.matcher(stripped);
        Matcher dense = DENSE.matcher(stripped);
        if (american.matches()) {
            stripped =
                    "%s-%s-%s%s".formatted(american.group(3), american.group(1), american.group(2), american.group(4));
        } else if (dense.matches()) {
            stripped = "%s-%s-%s%s".formatted(dense.group(1), dense.group(2), dense.group(3), dense.group(4));
        }
        Matcher form = FORM.matcher(stripped);
        // a year alone is a number to pandas
        if (!form.matches() || (form.group(2) == null && form.group(4) == null)) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(form));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static PandasTime read(Matcher form) {
        LocalDate date = form.group(4) == null
                ? LocalDate.of(
                        number(form.group(1)), number(form.group(2)), form.group(3) == null ? 1 : number(form.group(3)))
                : LocalDate.of(number(form.group(1)), number(form.group(4)), number(form.group(5)));
        String zone = form.group(10);
        int offset = zone == null || zone.equals("Z") ? 0 : ZoneOffset.of(zone).getTotalSeconds();
        LocalDateTime local =
                date.atTime(number(form.group(6)), number(form.group(7)), number(form.group(8)), nanos(form.group(9)));
        return new PandasTime(local, zone != null, offset);
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static int nanos(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits + "0".repeat(NANO_DIGITS - digits.length()));
    }

    /// The same moment in UTC.
    public LocalDateTime utc() {
        return local.minusSeconds(offset);
    }

    /// A moment as pandas counts it: nanoseconds since 1970.
    public static LocalDateTime ofNanos(long nanos) {
        long second = Math.floorDiv(nanos, 1_000_000_000L);
        return LocalDateTime.ofEpochSecond(second, (int) Math.floorMod(nanos, 1_000_000_000L), ZoneOffset.UTC);
    }
}
