package dev.cairn.text;

import dev.cairn.http.ApiException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Points in time and durations as protobuf's JSON has them, against milliseconds.
public final class Times {
    private static final Pattern DURATION = Pattern.compile("-?\\d{1,12}(\\.\\d{1,9})?s");

    /// The ends of what protobuf can say: the years 1 to 9999.
    private static final long FIRST_MILLIS = -62_135_596_800_000L;

    private static final long LAST_MILLIS = 253_402_300_799_999L;

    private Times() {}

    /// Milliseconds since 1970 of a time such as `2024-05-01T12:00:00.250Z`.
    ///
    /// @param path how the message calls the field
    public static long millis(String path, String time) {
        try {
            return checkedMillis(path, OffsetDateTime.parse(time).toInstant().toEpochMilli());
        } catch (DateTimeException | ArithmeticException malformed) {
            throw ApiException.invalidValue(path, time, "It must be a time such as 2024-05-01T12:00:00.250Z.");
        }
    }

    /// Milliseconds since 1970 that protobuf has words for, 0 for none.
    public static long checkedMillis(String path, @Nullable Long millis) {
        long time = millis == null ? 0 : millis;
        if (time < FIRST_MILLIS || time > LAST_MILLIS) {
            throw ApiException.invalidValue(path, time, "It must be in the years 1 to 9999.");
        }
        return time;
    }

    /// A time as it is sent; one that protobuf has no words for is moved to the first or last that it has.
    public static String text(long millis) {
        return Instant.ofEpochMilli(Math.clamp(millis, FIRST_MILLIS, LAST_MILLIS))
                .toString();
    }

    /// Milliseconds of a duration such as `1.5s`.
    public static long durationMillis(String path, String duration) {
        if (!DURATION.matcher(duration).matches()) {
            throw ApiException.invalidValue(path, duration, "It must be a number of seconds such as 1.5s.");
        }
        return new BigDecimal(duration.substring(0, duration.length() - 1))
                .movePointRight(3)
                .setScale(0, RoundingMode.FLOOR)
                .longValueExact();
    }

    /// A duration as it is sent: seconds with no, three, six or nine decimals.
    public static String durationText(long millis) {
        BigDecimal seconds = BigDecimal.valueOf(millis, 3);
        return (millis % 1000 == 0 ? seconds.setScale(0, RoundingMode.UNNECESSARY) : seconds).toPlainString() + "s";
    }
}
