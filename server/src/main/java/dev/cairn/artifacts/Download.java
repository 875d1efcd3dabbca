package dev.cairn.artifacts;

import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import dev.cairn.protocol.PercentEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.URLConnection;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// Sends a file as a response: streamed, in ranges, conditionally, and never as something that a browser would run with
/// the session of who looks at it.
final class Download {
    private static final int BUFFER = 256 * 1024;
    private static final String BINARY = "application/octet-stream";

    private final ArtifactStore store;

    Download(ArtifactStore store) {
        this.store = store;
    }

    /// The file of a path that is to be read.
    static ArtifactFile file(ArtifactStore store, ArtifactPath path) throws IOException {
        ArtifactFile file = store.find(path).orElseThrow(() -> missing(path));
        if (file.isDirectory()) {
            throw ApiException.invalid("Artifact path refers to a directory: '%s'".formatted(path.value()));
        }
        return file;
    }

    void send(ArtifactPath path, Exchange exchange) throws IOException {
        ArtifactFile file = file(store, path);
        headers(file, exchange);
        if (exchange.header("If-None-Match")
                .filter(tags -> tags.contains(file.etag()) || tags.equals("*"))
                .isPresent()) {
            exchange.send(304, BINARY, new byte[0]);
            return;
        }
        Optional<ByteRange> range = exchange.header("Range")
                .or(() -> head(file, exchange))
                .filter(asked ->
                        exchange.header("If-Range").map(file.etag()::equals).orElse(true))
                .flatMap(ByteRange::parse);
        if (range.isEmpty()) {
            copy(file, ByteRange.all(file.size()), 200, exchange);
            return;
        }
        Optional<ByteRange> satisfied = range.get().within(file.size());
        if (satisfied.isEmpty()) {
            exchange.responseHeader("Content-Range", "bytes */" + file.size()).send(416, BINARY, new byte[0]);
            return;
        }
        ByteRange part = satisfied.get();
        exchange.responseHeader("Content-Range", "bytes %d-%d/%d".formatted(part.first(), part.last(), file.size()));
        copy(file, part, 206, exchange);
    }

    /// The range of `max_bytes=N`, which is for previews: where the file is longer, its first N bytes.
    private static Optional<String> head(ArtifactFile file, Exchange exchange) {
        return exchange.query("max_bytes").filter(most -> file.size() > 0).map(most -> {
            if (!most.matches("[1-9]\\d{0,17}")) {
                throw ApiException.invalid("Parameter 'max_bytes' must be a positive integer.");
            }
            return "bytes=0-" + (Long.parseLong(most) - 1);
        });
    }

    private static void headers(ArtifactFile file, Exchange exchange) {
        if (FramedPage.isWanted(file, exchange)) {
            FramedPage.describe(exchange);
        } else {
            String type = URLConnection.guessContentTypeFromName(file.path().name());
            exchange.responseHeader("Content-Type", type == null ? BINARY : type)
                    .responseHeader(
                            "Content-Disposition", disposition(file.path().name()))
                    .responseHeader("Content-Security-Policy", "sandbox");
        }
        exchange.responseHeader("Accept-Ranges", "bytes")
                .responseHeader("ETag", file.etag())
                .responseHeader(
                        "Last-Modified",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                file.modified().atZone(ZoneOffset.UTC)));
    }

    static String disposition(String name) {
        boolean plain = name.chars().allMatch(c -> c >= ' ' && c < 127 && c != '"' && c != '\\');
        return plain
                ? "attachment; filename=\"" + name + "\""
                : "attachment; filename*=UTF-8''" + PercentEncoding.of(name);
    }

    private void copy(ArtifactFile file, ByteRange range, int status, Exchange exchange) throws IOException {
        long length = range.length();
        if (length == 0 || exchange.isHead()) {
            exchange.stream(status, length).close();
            return;
        }
        try (InputStream in = store.open(file, range);
                OutputStream out = exchange.stream(status, length)) {
            copy(in, length, out);
        }
    }

    /// Copies so many bytes of a file.
    static void copy(InputStream in, long length, OutputStream out) throws IOException {
        byte[] buffer = new byte[(int) Math.min(BUFFER, length)];
        for (long left = length; left > 0; ) {
            int read = read(in, buffer, (int) Math.min(buffer.length, left));
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    /// A store that breaks off is told apart from a client that went away.
    private static int read(InputStream in, byte[] buffer, int most) throws IOException {
        int read;
        try {
            read = in.read(buffer, 0, most);
        } catch (SocketException broken) {
            throw new IOException("The store broke off while a file was sent", broken);
        }
        if (read < 0) {
            throw new IOException("The file became shorter while it was sent");
        }
        return read;
    }

    static ApiException missing(ArtifactPath path) {
        return ApiException.missing("No such artifact: '%s'".formatted(path.value()));
    }
}
