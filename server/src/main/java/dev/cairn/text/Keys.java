package dev.cairn.text;

import dev.cairn.http.ApiException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/// The keys of metrics, parameters and tags: words that could be the path of a file.
public final class Keys {
    private static final Pattern CHARACTERS = Pattern.compile("[/\\w.\\- :]*", Pattern.UNICODE_CHARACTER_CLASS);

    private Keys() {}

    /// Checks a key, but for its length.
    ///
    /// @param path how the message calls the field, such as `metrics[3].name`
    public static void check(String path, String key) {
        if (isPlain(key)) {
            return;
        }
        if (!CHARACTERS.matcher(key).matches()) {
            throw ApiException.invalidValue(
                    path,
                    key,
                    "Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).");
        }
        String normal = normalized(key);
        if (!normal.equals(key) || leadsElsewhere(normal) || normal.startsWith("/")) {
            throw elsewhere(path, key, normal);
        }
    }

    /// Whether a text, were it the path of a file, would name its folder or something outside of it.
    public static boolean leadsElsewhere(String path) {
        return path.equals(".") || path.startsWith("..");
    }

    /// The refusal of a text that, as the path of a file, would be another one.
    public static ApiException elsewhere(String path, String text, String other) {
        return ApiException.invalidValue(
                path,
                text,
                "Names may be treated as files in certain cases, and must not resolve to other names when treated as such. This name would resolve to '%s'"
                        .formatted(other));
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
