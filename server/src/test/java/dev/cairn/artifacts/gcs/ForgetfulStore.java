package dev.cairn.artifacts.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cairn.config.ArtifactDestination;
import dev.cairn.config.GcsAccess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/// One resumable upload as Google describes it: of what comes the store may keep a part only, a call may remain without
/// its answer, and a part that comes again is passed over.
final class ForgetfulStore implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes (?:\\*|(\\d+)-\\d+)/(\\*|\\d+)");

    private final HttpServer server;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    /// The method, range and hash of each call.
    final List<String> calls = new ArrayList<>();

    /// Where it says that an upload goes.
    String session = "https://elsewhere.example/session?uploadType=resumable&upload_id=x%2By";

    /// What it keeps of one call at most.
    int most = Integer.MAX_VALUE;

    /// How often it answers nothing, though it did as it was told.
    int silences;

    /// Whether it stores other bytes than it is sent.
    boolean isBroken;

    ForgetfulStore() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    ArtifactDestination.Gcs destination() {
        return new ArtifactDestination.Gcs(
                "bucket",
                "",
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                new GcsAccess.Emulator(Optional.empty()));
    }

    byte[] content() {
        return kept.toByteArray();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String range = exchange.getRequestHeaders().getFirst("Content-Range");
            String hash = exchange.getRequestHeaders().getFirst("X-Goog-Hash");
            calls.add("%s %s %s".formatted(exchange.getRequestMethod(), range, hash));
            switch (exchange.getRequestMethod()) {
                case "POST" -> {
                    exchange.getResponseHeaders().set("Location", session);
                    exchange.sendResponseHeaders(200, -1);
                }
                case "PUT" -> take(exchange, body, range, hash);
                default -> exchange.sendResponseHeaders(204, -1);
            }
        }
    }

    private void take(HttpExchange exchange, byte[] body, String said, String hash) throws IOException {
        if (!exchange.getRequestURI().getRawQuery().endsWith("upload_id=x%2By")) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        Matcher matcher = RANGE.matcher(said);
        MatchResult range = matcher.results().findFirst().orElseThrow();
        if (range.group(1) != null) {
            int passed = kept.size() - Integer.parseInt(range.group(1));
            kept.write(body, passed, Math.min(most, body.length - passed));
        }
        if (silences-- > 0) {
            exchange.sendResponseHeaders(503, -1);
            return;
        }
        if (!range.group(2).equals(Integer.toString(kept.size()))) {
            if (kept.size() > 0) {
                exchange.getResponseHeaders().set("Range", "bytes=0-" + (kept.size() - 1));
            }
            exchange.sendResponseHeaders(308, -1);
            return;
        }
        CRC32C crc = new CRC32C();
        crc.update(kept.toByteArray());
        if (isBroken) {
            crc.update(0);
        }
        String text = Base64.getEncoder()
                .encodeToString(
                        ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
        byte[] resource =
                "{\"generation\": \"7\", \"crc32c\": \"%s\"}".formatted(text).getBytes(UTF_8);
        boolean isRefused = !isBroken && hash != null && !hash.equals("crc32c=" + text);
        exchange.sendResponseHeaders(isRefused ? 400 : 200, resource.length);
        exchange.getResponseBody().write(resource);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
