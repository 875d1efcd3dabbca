package dev.cairn.grpc;

import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long the client of a call waits for its answer.
final class Timeout {
    private static final String HEADER = "grpc-timeout";
    private static final Pattern FORM = Pattern.compile("([0-9]{1,8})([HMSmun])");

    /// What is longer counts as this: as many hours as eight digits say do not fit into nanoseconds.
    private static final long LONGEST_NANOS = TimeUnit.DAYS.toNanos(365);

    private Timeout() {}

    /// In nanoseconds; empty where the client says nothing of it.
    static OptionalLong nanos(Exchange exchange) {
        String said = exchange.header(HEADER).orElse("");
        if (said.isEmpty()) {
            return OptionalLong.empty();
        }
        Matcher form = FORM.matcher(said);
        if (!form.matches()) {
            throw ApiException.badRequest(
                    "The header %s is not a number of at most eight digits and one of H, M, S, m, u, n."
                            .formatted(HEADER));
        }
        TimeUnit unit = switch (form.group(2)) {
            case "H" -> TimeUnit.HOURS;
            case "M" -> TimeUnit.MINUTES;
            case "S" -> TimeUnit.SECONDS;
            case "m" -> TimeUnit.MILLISECONDS;
            case "u" -> TimeUnit.MICROSECONDS;
            default -> TimeUnit.NANOSECONDS;
        };
        return OptionalLong.of(Math.min(unit.toNanos(Long.parseLong(form.group(1))), LONGEST_NANOS));
    }
}
