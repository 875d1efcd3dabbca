package dev.cairn.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How many requests in which time, as a setting says it: `200/s`, `6000/m`, `100000/h`.
public record Rate(long requests, Duration per) {
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,8})/([smh])");

    /// Empty for `off`.
    ///
    /// @throws IllegalArgumentException with a sentence for the user
    static Optional<Rate> setting(String flag, String text) {
        if (text.equals("off")) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "%s takes a number of requests in a second, minute or hour, such as 200/s, 6000/m or 100000/h, or off; not '%s'."
                            .formatted(flag, text));
        }
        Duration per = switch (form.group(2)) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            default -> Duration.ofHours(1);
        };
        return Optional.of(new Rate(Long.parseLong(form.group(1)), per));
    }

    @Override
    public String toString() {
        return "%d/%s".formatted(requests, per.equals(Duration.ofSeconds(1)) ? "s" : per.toMinutes() == 1 ? "m" : "h");
    }
}
