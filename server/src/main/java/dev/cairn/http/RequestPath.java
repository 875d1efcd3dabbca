package dev.cairn.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// Turns the path of a request line into its one canonical form before anything is routed or checked.
final class RequestPath {
    /// What decoding puts in place of bytes that are no UTF-8.
    private static final char NOT_UTF_8 = '\uFFFD';

    private static final char DELETE = 0x7f;

    /// What clients of the managed platform from long ago call, and what that is called since.
    private static final String PREVIEW = "/api/2.0/preview/mlflow/";

    private static final String SINCE = "/api/2.0/mlflow/";

    /// What MLflow's client of serving endpoints calls with a slash behind it.
    private static final String SLASHED = "/api/2.0/serving-endpoints/";

    /// The managed platform's own file system, to which its clients copy what they register from elsewhere, by paths
    /// with empty segments.
    private static final String DBFS = "/dbfs/";

    private RequestPath() {}

    /// Decodes once. Refuses what could mean two things: empty or dot segments, an encoded slash, control
    /// characters, bad bytes.
    static String canonical(String rawPath) {
        String path = decode(rawPath);
        if (!path.startsWith("/") || hasControls(path) || path.indexOf(NOT_UTF_8) >= 0) {
            throw invalid();
        }
        if (path.indexOf('/', 1) < 0) {
            return path;
        }
        if (path.equals(SLASHED)) {
            return SLASHED.substring(0, SLASHED.length() - 1);
        }
        for (String segment : path.substring(1).split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                throw invalid();
            }
        }
        if (path.startsWith(DBFS)) {
            throw ApiException.notImplemented(
                    "This server has no DBFS to copy models to: set the tracking URI to 'databricks', as the registry URI, so that models are registered where they lie.");
        }
        if (path.contains("//")) {
            throw invalid();
        }
        return path.startsWith(PREVIEW) ? SINCE + path.substring(PREVIEW.length()) : path;
    }

    private static boolean hasControls(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) < ' ' || path.charAt(i) == DELETE) {
                return true;
            }
        }
        return false;
    }

    private static String decode(String rawPath) {
        if (rawPath.indexOf('%') < 0) {
            return rawPath;
        }
        String lower = rawPath.toLowerCase(java.util.Locale.ROOT);
        if (lower.contains("%2f") || lower.contains("%5c")) {
            throw invalid();
        }
        try {
            return URLDecoder.decode(rawPath.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            throw invalid();
        }
    }

    private static ApiException invalid() {
        return ApiException.invalid("Invalid path");
    }
}
