package dev.cairn.artifacts;

import dev.cairn.http.ApiException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A path below the root of an artifact store: plain names between slashes, or empty for the root itself.
public record ArtifactPath(String value) {
    public static final ArtifactPath ROOT = new ArtifactPath("");

    /// The folder of what stores keep of uploads under way, which is nobody's file.
    public static final String UPLOADS = ".cairn-uploads";

    private static final int MAX_LENGTH = 4_096;
    private static final int MAX_NAME_BYTES = 255;
    private static final int MAX_DECODINGS = 3;

    /// What decoding puts in place of bytes that are no UTF-8.
    private static final char NOT_UTF_8 = '\uFFFD';

    public ArtifactPath {
        if (value.length() > MAX_LENGTH) {
            throw ApiException.invalid("Invalid path: longer than %d characters".formatted(MAX_LENGTH));
        }
        requireSafe(value);
        requireShortNames(value);
        String decoded = value;
        for (int i = 0; i < MAX_DECODINGS && decoded.indexOf('%') >= 0; i++) {
            decoded = decoded(decoded);
            requireSafe(decoded);
        }
    }

    /// A path as a client sends it, already decoded once.
    public static ArtifactPath of(String text) {
        return text.isEmpty() || text.equals(".") ? ROOT : new ArtifactPath(trimmed(text));
    }

    public ArtifactPath child(ArtifactPath below) {
        if (value.isEmpty() || below.value.isEmpty()) {
            return value.isEmpty() ? below : this;
        }
        return new ArtifactPath(value + "/" + below.value);
    }

    /// The last name of the path.
    public String name() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    public boolean isRoot() {
        return value.isEmpty();
    }

    /// Whether it leads to what stores keep of uploads under way, in whatever spelling: to some file systems upper and
    /// lower case are the same.
    public boolean isOfUploads() {
        int first = value.indexOf('/');
        return UPLOADS.equalsIgnoreCase(first < 0 ? value : value.substring(0, first));
    }

    public List<String> segments() {
        return isRoot() ? List.of() : List.of(value.split("/", -1));
    }

    /// A file system, to which clients download, takes no longer ones.
    private static void requireShortNames(String path) {
        for (String name : path.split("/", -1)) {
            if (name.length() > MAX_NAME_BYTES / 4 && name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
                throw ApiException.invalid("Invalid path: a name is longer than %d bytes".formatted(MAX_NAME_BYTES));
            }
        }
    }

    private static String trimmed(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException aPlainPercentSign) {
            return text.replace("%", "");
        }
    }

    private static void requireSafe(String path) {
        if (path.isEmpty()) {
            return;
        }
        if (path.indexOf('\\') >= 0 || path.indexOf(NOT_UTF_8) >= 0 || isNoText(path)) {
            throw ApiException.invalid("Invalid path");
        }
        for (String segment : path.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..") || hasDrive(segment)) {
                throw ApiException.invalid("Invalid path");
            }
        }
    }

    /// Whether clients on Windows, which join what they download to a folder, would leave that for another drive.
    private static boolean hasDrive(String name) {
        return name.length() > 1 && name.charAt(1) == ':' && Character.isLetter(name.charAt(0));
    }

    /// Whether it has control characters, or halves of characters.
    private static boolean isNoText(String path) {
        return path.codePoints().anyMatch(character -> character < ' ' || isHalf(character));
    }

    private static boolean isHalf(int character) {
        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }
}
