package dev.cairn.text;

import dev.cairn.http.ApiException;

/// How long a text may be, in code points, as the reference counts.
public final class Lengths {
    private Lengths() {}

    /// Refuses a text that is longer than its limit.
    ///
    /// @param what how the message calls the text
    public static void check(String what, int limit, String text) {
        if (exceeds(limit, text)) {
            throw ApiException.invalid("'%s' exceeds the maximum length of %d characters".formatted(what, limit));
        }
    }

    /// The text, cut to the limit as the reference does by default.
    public static String truncated(int limit, String text) {
        return exceeds(limit, text) ? text.substring(0, text.offsetByCodePoints(0, limit)) : text;
    }

    private static boolean exceeds(int limit, String text) {
        return text.length() > limit && text.codePointCount(0, text.length()) > limit;
    }
}
