package dev.cairn.review;

import dev.cairn.http.ApiException;
import java.util.List;
import java.util.Locale;

/// Names of people and things, as reviews store them.
final class Texts {
    private Texts() {}

    /// A person as assessments name them: in lower case, without blanks around.
    static String user(String user) {
        return user.strip().toLowerCase(Locale.ROOT);
    }

    static void checkNonEmpty(String field, int limit, String text) {
        if (text.isEmpty()) {
            throw ApiException.invalid("`%s` must be a non-empty string; got ''.".formatted(field));
        }
        checkLength("`" + field + "`", limit, text);
    }

    static void checkLength(String what, int limit, String text) {
        int length = text.codePointCount(0, text.length());
        if (length > limit) {
            throw ApiException.invalid("%s must be at most %d characters; got %d.".formatted(what, limit, length));
        }
    }

    /// A list as the reference's messages show it.
    static String shown(List<String> texts) {
        return texts.isEmpty() ? "[]" : "['" + String.join("', '", texts) + "']";
    }
}
