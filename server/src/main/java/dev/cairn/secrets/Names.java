package dev.cairn.secrets;

import dev.cairn.http.ApiException;
import java.util.Locale;
import java.util.regex.Pattern;

/// What scopes and secrets may be called. The case of letters does not matter.
final class Names {
    private static final Pattern SCOPE = Pattern.compile("[A-Za-z0-9_.@-]{1,128}");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

    private Names() {}

    static void checkScope(String name) {
        if (!SCOPE.matcher(name).matches()) {
            throw ApiException.invalidValue(
                    "scope", name, "a scope's name has up to 128 letters, digits, '-', '_', '@' and '.'.");
        }
    }

    static void checkKey(String name) {
        if (!KEY.matcher(name).matches()) {
            throw ApiException.invalidValue(
                    "key", name, "a secret's key has up to 128 letters, digits, '-', '_' and '.'.");
        }
    }

    /// What makes a name that of one alone.
    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
