package dev.cairn.registry;

import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import dev.cairn.protocol.tracking.Tag;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/// What names, tags, aliases and numbers may look like, with the reference's limits and words (semantics, section 5).
final class Limits {
    private static final int NAME = 256;
    private static final int TAG_KEY = 250;
    private static final int TAG_VALUE = 100_000;
    private static final int ALIAS = 255;
    private static final int SOURCE = 2_048;

    private static final Pattern KEY = Pattern.compile("[/\\w.\\- :]*", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern ALIAS_NAME = Pattern.compile("[\\w\\-]*", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern VERSION_ALIAS = Pattern.compile("[vV]\\d+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final String AS_FILES =
            "Names may be treated as files in certain cases, and must not resolve to other names when treated as such. This name would resolve to '%s'";

    private Limits() {}

    static void modelName(String name) {
        if (name.isBlank()) {
            throw ApiException.invalid("Missing value for required parameter 'name'.");
        }
        if (name.indexOf('/') >= 0 || name.indexOf(':') >= 0) {
            throw ApiException.invalid("Invalid model name '%s'. Names cannot contain '/' or ':'.".formatted(name));
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw invalid("name", name, "Names cannot contain control characters.");
        }
        if (name.equals(".") || name.startsWith("..")) {
            throw invalid("name", name, AS_FILES.formatted(name));
        }
        length("name", NAME, name);
    }

    static void tag(Tag tag) {
        tagKey(tag.key());
        length("key", TAG_KEY, tag.key());
        length("value", TAG_VALUE, tag.value());
    }

    static void tagKey(String key) {
        if (!KEY.matcher(key).matches()) {
            throw invalid(
                    "key",
                    key,
                    "Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).");
        }
        String normal = normalized(key);
        if (!normal.equals(key) || normal.equals(".") || normal.startsWith("..") || normal.startsWith("/")) {
            throw invalid("key", key, AS_FILES.formatted(normal));
        }
    }

    static void alias(String alias) {
        if (!ALIAS_NAME.matcher(alias).matches()) {
            throw ApiException.invalid(
                    "Invalid alias name: '%s'. Names may only contain alphanumerics, underscores (_), and dashes (-)."
                            .formatted(alias));
        }
        length("Registered model alias name", ALIAS, alias);
    }

    /// An alias that may be given, which some that may be asked for may not.
    static void givenAlias(String alias) {
        alias(alias);
        if (alias.equalsIgnoreCase(Aliases.LATEST)) {
            throw ApiException.invalid("'latest' alias name (case insensitive) is reserved.");
        }
        if (VERSION_ALIAS.matcher(alias).matches()) {
            throw ApiException.invalid("Version alias name '%s' is reserved.".formatted(alias));
        }
    }

    static void source(String source) {
        length("source", SOURCE, source);
    }

    /// The number that a version on the wire is.
    static long version(String version) {
        try {
            return Long.parseLong(version.strip());
        } catch (NumberFormatException notANumber) {
            throw ApiException.invalid("Parameter 'version' must be an integer, got '%s'.".formatted(version));
        }
    }

    private static void length(String what, int limit, String value) {
        if (value.codePointCount(0, value.length()) > limit) {
            throw ApiException.invalid("'%s' exceeds the maximum length of %d characters".formatted(what, limit));
        }
    }

    private static ApiException invalid(String path, String value, String why) {
        String json = new String(Json.write(value), StandardCharsets.UTF_8);
        return ApiException.invalid("Invalid value %s for parameter '%s' supplied: %s".formatted(json, path, why));
    }

    /// The path that POSIX would make of a key: no empty, `.` or inner `..` segments.
    private static String normalized(String key) {
        String root = key.startsWith("/") ? "/" : "";
        Deque<String> kept = new ArrayDeque<>();
        for (String segment : key.split("/", -1)) {
            boolean up = segment.equals("..");
            if (up && !kept.isEmpty() && !kept.getLast().equals("..")) {
                kept.removeLast();
            } else if (!segment.isEmpty() && !segment.equals(".") && !(up && !root.isEmpty())) {
                kept.addLast(segment);
            }
        }
        String path = root + String.join("/", kept);
        return path.isEmpty() ? "." : path;
    }
}
