package dev.cairn.registry;

import dev.cairn.http.ApiException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The source of a version, taken apart. However often it is decoded, it leads nowhere but down.
///
/// @param scheme    in lower case, empty for a plain path
/// @param authority what stands between `//` and the path
/// @param path      the rest, as it was written
record SourceUri(String text, String scheme, String authority, String path) {
    private static final Pattern FORM = Pattern.compile("(?:([A-Za-z][A-Za-z0-9+.\\-]*):)?(?://([^/]*))?(.*)");
    private static final int MAX_DECODINGS = 8;

    /// Stores that clients reach by themselves, whose address no URI chooses.
    private static final Set<String> OBJECT_STORES =
            Set.of("s3", "s3a", "s3n", "gs", "wasb", "wasbs", "adl", "dbfs", "oss", "cos", "oci", "azureml", "hf");

    static SourceUri parse(String text) {
        Matcher form = FORM.matcher(text);
        requireDownward(text);
        if (!form.matches()) {
            throw climbing(text);
        }
        String scheme = form.group(1) == null ? "" : form.group(1).toLowerCase(Locale.ROOT);
        String authority = form.group(2) == null ? "" : form.group(2);
        return new SourceUri(text, scheme, authority, form.group(3));
    }

    /// Whether it is a path on some machine's disk.
    boolean isLocal() {
        return scheme.isEmpty() || scheme.equals("file");
    }

    boolean isInObjectStore() {
        return OBJECT_STORES.contains(scheme);
    }

    /// Whether it is a path of the managed platform's own file system.
    boolean isOfPlatform() {
        return scheme.equals("dbfs") && authority.isEmpty() && isPlainPath();
    }

    /// Whether its files are served by an artifact proxy.
    boolean isProxied() {
        return scheme.equals("mlflow-artifacts");
    }

    /// Whether it lies in a folder, or is the folder.
    boolean isWithin(String folder) {
        SourceUri root = parse(folder);
        List<String> names = names();
        List<String> rootNames = root.names();
        return isPlainPath()
                && (scheme.equals(root.scheme) || (isLocal() && root.isLocal()))
                && authority.equalsIgnoreCase(root.authority)
                && !rootNames.isEmpty()
                && names.size() >= rootNames.size()
                && names.subList(0, rootNames.size()).equals(rootNames);
    }

    /// Whether the path starts at the top, with no query or fragment behind it.
    boolean isPlainPath() {
        return path.startsWith("/") && path.indexOf('?') < 0 && path.indexOf('#') < 0;
    }

    /// The names of the path, without empty ones.
    List<String> names() {
        return Arrays.stream(path.split("/")).filter(name -> !name.isEmpty()).toList();
    }

    private static void requireDownward(String text) {
        String current = text;
        for (int i = 0; i < MAX_DECODINGS; i++) {
            boolean stray = current.indexOf('\\') >= 0 || current.chars().anyMatch(Character::isISOControl);
            if (stray || Arrays.stream(current.split("/")).anyMatch(name -> name.equals(".") || name.equals(".."))) {
                throw climbing(text);
            }
            String next = decoded(current);
            if (next.equals(current)) {
                return;
            }
            current = next;
        }
        throw climbing(text);
    }

    private static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        String strayPercentsKept = text.replaceAll("%(?![0-9A-Fa-f]{2})", "%25").replace("+", "%2B");
        return URLDecoder.decode(strayPercentsKept, StandardCharsets.UTF_8);
    }

    private static ApiException climbing(String text) {
        return ApiException.invalid(
                "Invalid model version source: '%s'. If supplying a source as an http, https, local file path, ftp, objectstore, or mlflow-artifacts uri, an absolute path must be provided without relative path references present. Please provide an absolute path."
                        .formatted(text));
    }
}
