package dev.cairn.tracking;

import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/// What names and values may look like, with the reference's limits and words (semantics, section 5).
final class Limits {
    static final int KEY = 250;
    static final int PARAM_VALUE = 6_000;
    static final int TAG_VALUE = 8_000;
    static final int EXPERIMENT_NAME = 500;
    static final int EXPERIMENT_TAG_VALUE = 20_000;
    static final int ARTIFACT_LOCATION = 2_048;
    static final int BATCH_METRICS = 1_000;
    static final int BATCH_PARAMS_TAGS = 100;
    static final int BATCH_ENTITIES = 1_000;
    static final int DATASETS = 1_000;

    private static final Pattern KEY_CHARACTERS = Pattern.compile("[/\\w.\\- :]*", Pattern.UNICODE_CHARACTER_CLASS);

    private Limits() {}

    /// Checks a metric, parameter or tag key.
    ///
    /// @param path how the message calls the field, such as `metrics[3].name`
    static void key(String path, String key) {
        if (isPlain(key)) {
            return;
        }
        if (!KEY_CHARACTERS.matcher(key).matches()) {
            throw invalid(
                    path,
                    key,
                    "Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).");
        }
        String normal = normalized(key);
        if (!normal.equals(key) || normal.equals(".") || normal.startsWith("..") || normal.startsWith("/")) {
            throw invalid(
                    path,
                    key,
                    "Names may be treated as files in certain cases, and must not resolve to other names when treated as such. This name would resolve to '%s'"
                            .formatted(normal));
        }
    }

    /// Most keys are short ASCII words with single inner slashes, which need no closer look.
    private static boolean isPlain(String key) {
        char before = '/';
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            boolean word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
            if (!word && !(c == '/' && before != '/')) {
                return false;
            }
            before = c;
        }
        return before != '/';
    }

    static void length(String what, int limit, String value) {
        if (value.codePointCount(0, value.length()) > limit) {
            throw ApiException.invalid("'%s' exceeds the maximum length of %d characters".formatted(what, limit));
        }
    }

    /// The value, cut to the limit as the reference does by default.
    static String truncated(int limit, String value) {
        if (value.length() <= limit || value.codePointCount(0, value.length()) <= limit) {
            return value;
        }
        return value.substring(0, value.offsetByCodePoints(0, limit));
    }

    static ApiException invalid(String path, Object value, String why) {
        String json = new String(Json.write(value), StandardCharsets.UTF_8);
        return ApiException.invalid("Invalid value %s for parameter '%s' supplied: %s".formatted(json, path, why));
    }

    /// The path that POSIX would make of a name: no empty, `.` or inner `..` segments.
    private static String normalized(String name) {
        if (name.isEmpty()) {
            return ".";
        }
        boolean absolute = name.startsWith("/");
        Deque<String> kept = new ArrayDeque<>();
        for (String segment : name.split("/", -1)) {
            boolean up = segment.equals("..");
            if (segment.isEmpty() || segment.equals(".") || (up && kept.isEmpty() && absolute)) {
                continue;
            }
            if (up && !kept.isEmpty() && !kept.getLast().equals("..")) {
                kept.removeLast();
            } else {
                kept.addLast(segment);
            }
        }
        String joined = String.join("/", kept);
        if (absolute) {
            return "/" + joined;
        }
        return joined.isEmpty() ? "." : joined;
    }
}
