package dev.cairn.traces.terms;

import java.util.Locale;
import java.util.regex.Pattern;

/// Values of assessments that say how good something was and nothing else, so that they may stand
/// unencrypted where they are counted and searched: numbers, yes and no, true and false, null, also as
/// texts; numbers in texts are short.
public final class Ratings {
    private static final Pattern TEXT =
            Pattern.compile(" *\"? *(yes|no|true|false|null|-?\\d{1,4}(\\.\\d{1,4})?) *\"? *");
    private static final Pattern OTHER = Pattern.compile("true|false|null|-?\\d.*", Pattern.DOTALL);

    private Ratings() {}

    /// Whether a value is one.
    ///
    /// @param json of which strings are in quotation marks
    public static boolean isOne(String json) {
        return json.startsWith("\"")
                ? json.length() > 1
                        && isOneInText(json.substring(1, json.length() - 1).replace("\\\"", "\""))
                : OTHER.matcher(json).matches();
    }

    /// Whether a text is one, also where it is the JSON of a text.
    public static boolean isOneInText(String text) {
        return TEXT.matcher(text.toLowerCase(Locale.ROOT)).matches();
    }
}
