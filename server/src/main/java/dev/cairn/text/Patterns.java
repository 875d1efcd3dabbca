package dev.cairn.text;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What texts are compared with in SQL.
public final class Patterns {
    private static final Pattern CAPITALS = Pattern.compile("[A-Z]+");

    private Patterns() {}

    /// The pattern of the texts that contain a part in whatever case of ASCII, for `LIKE ? ESCAPE '!'` and a
    /// text that the database made small in the same letters.
    public static String containing(String part) {
        String small = CAPITALS.matcher(part).replaceAll(Patterns::small);
        return around(small);
    }

    /// The pattern of the texts that contain a part as it is, for `LIKE ? ESCAPE '!'`; on SQLite also in other cases
    /// of ASCII.
    public static String around(String part) {
        return "%" + part.replaceAll("[!%_]", "!$0") + "%";
    }

    private static String small(MatchResult capitals) {
        return capitals.group().toLowerCase(Locale.ROOT);
    }
}
