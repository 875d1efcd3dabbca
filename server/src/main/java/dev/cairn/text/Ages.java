package dev.cairn.text;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How old something may become, as a setting or a tag says it: `30d`, `12h`, `90m`, `45s`, or several units from the
/// largest to the smallest as in `1d12h`.
public final class Ages {
    private static final Pattern FORM =
            Pattern.compile("(?=\\d)(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?");

    private Ages() {}

    /// Empty for a text that is no age, and for one of nothing.
    public static Optional<Duration> parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        Duration age = Duration.ofDays(number(form, 1))
                .plusHours(number(form, 2))
                .plusMinutes(number(form, 3))
                .plusSeconds(number(form, 4));
        return Optional.of(age).filter(Duration::isPositive);
    }

    /// A setting's age.
    ///
    /// @throws IllegalArgumentException with a sentence for the user
    public static Duration setting(String flag, String text) {
        return parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s takes an age such as 30d, 12h or 90m, not '%s'.".formatted(flag, text)));
    }

    /// An age as a setting says it, in whole seconds.
    public static String text(Duration age) {
        StringBuilder text = new StringBuilder();
        append(text, age.toDays(), 'd');
        append(text, age.toHoursPart(), 'h');
        append(text, age.toMinutesPart(), 'm');
        append(text, age.toSecondsPart(), 's');
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static void append(StringBuilder text, long number, char unit) {
        if (number > 0) {
            text.append(number).append(unit);
        }
    }

    private static long number(Matcher form, int group) {
        return form.group(group) == null ? 0 : Long.parseLong(form.group(group));
    }
}
