package dev.cairn.ui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Files of the class path below one folder. Texts lie there compressed as well (`.br`, `.gz`), since the build has
/// more
/// time for it than a request. What was read once stays in memory: it is a few megabytes in all.
final class UiFiles {
    /// No more than one folder, and nothing that begins with a dot.
    private static final Pattern NAME = Pattern.compile("(?:assets/)?[A-Za-z0-9_-][A-Za-z0-9._-]*");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "mjs", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "json", "application/json",
            "wasm", "application/wasm",
            "woff2", "font/woff2");

    private static final Map<String, String> SUFFIXES = Map.of("br", ".br", "gzip", ".gz");

    private final String folder;
    private final ConcurrentMap<String, Stored> known = new ConcurrentHashMap<>();

    UiFiles(String folder) {
        this.folder = folder;
    }

    /// A file in the smallest form that the client takes.
    ///
    /// @param accepted the client's `Accept-Encoding`
    Optional<Stored> find(String name, String accepted) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null || !NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        String encoding = accepted.contains("br") ? "br" : accepted.contains("gzip") ? "gzip" : null;
        Stored compressed = encoding == null ? null : stored(name + SUFFIXES.get(encoding), type, encoding);
        return Optional.ofNullable(compressed == null ? stored(name, type, null) : compressed);
    }

    private @Nullable Stored stored(String name, String type, @Nullable String encoding) {
        Stored stored = known.get(name);
        if (stored == null) {
            stored = read(name, type, encoding);
            if (stored != null) {
                known.put(name, stored);
            }
        }
        return stored;
    }

    private @Nullable Stored read(String name, String type, @Nullable String encoding) {
        try (InputStream in = UiFiles.class.getResourceAsStream(folder + name)) {
            if (in == null) {
                return null;
            }
            byte[] content = in.readAllBytes();
            return new Stored(type, Optional.ofNullable(encoding), content);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String digest(byte[] content) {
        CRC32C sum = new CRC32C();
        sum.update(content);
        return "\"%s-%x\"".formatted(HexFormat.of().toHexDigits((int) sum.getValue()), content.length);
    }

    /// One form of a file.
    static final class Stored {
        private final String type;
        private final Optional<String> encoding;
        private final byte[] content;
        private final String etag;

        private Stored(String type, Optional<String> encoding, byte[] content) {
            this.type = type;
            this.encoding = encoding;
            this.content = content;
            this.etag = digest(content);
        }

        String type() {
            return type;
        }

        /// Of its content, where it is compressed.
        Optional<String> encoding() {
            return encoding;
        }

        byte[] content() {
            return content;
        }

        String etag() {
            return etag;
        }
    }
}
