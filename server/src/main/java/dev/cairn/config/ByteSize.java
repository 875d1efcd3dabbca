package dev.cairn.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A number of bytes as a setting says it: `500m`, `5g`, `2t`, with units of 1,024; a number alone is of bytes.
public final class ByteSize {
    private static final String UNITS = "kmgt";
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})([" + UNITS + "]?)");

    private ByteSize() {}

    /// Empty for `off`.
    ///
    /// @throws IllegalArgumentException with a sentence for the user
    public static Optional<Long> setting(String flag, String text) {
        if (text.equals("off")) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "%s takes a size such as 500m, 5g or 2t, or off; not '%s'.".formatted(flag, text));
        }
        int unit = form.group(2).isEmpty() ? 0 : 1 + UNITS.indexOf(form.group(2));
        return Optional.of(Long.parseLong(form.group(1)) << (10 * unit));
    }
}
