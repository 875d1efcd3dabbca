package dev.cairn.artifacts;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What fake-gcs-server lacks, in front of it: tokens that are given for the assertions of one account, and are asked
/// for; URLs that are good as long and for what the account signed.
public final class TestGcsGate implements AutoCloseable {
    private static final String TOKENS = "/token";
    private static final String TOKEN = "ya29.a-token-of-the-tests-which-is-long-enough-to-be-seen";
    private static final Pattern SIGNATURE = Pattern.compile("&X-Goog-Signature=([0-9a-f]+)$");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");
    private static final Set<String> OF_HOP =
            Set.of("connection", "content-length", "host", "transfer-encoding", "expect", "date", "upgrade");

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final TestAccount account;
    private final int behind;
    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

    /// @param behind the port of the server behind it
    TestGcsGate(TestAccount account, int port, int behind) throws IOException {
        this.account = account;
        this.behind = behind;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    URI tokens() {
        return URI.create("http://127.0.0.1:%d%s".formatted(port(), TOKENS));
    }

    /// Lets so many more calls through.
    public void refuseAfter(int calls) {
        left.set(calls);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestURI().getPath().equals(TOKENS)) {
                giveToken(exchange);
            } else if (left.getAndDecrement() <= 0) {
                refuse(exchange, 403);
            } else if (!isInRange(exchange)) {
                refuse(exchange, 400); // EntityTooLarge
            } else if (isAllowed(exchange)) {
                passOn(exchange);
            }
        } catch (GeneralSecurityException malformed) {
            refuse(exchange, 403);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// Reads what was sent before, since a client that is still sending loses the answer when the connection closes.
    private static void refuse(HttpExchange exchange, int status) throws IOException {
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        exchange.sendResponseHeaders(status, -1);
    }

    private void giveToken(HttpExchange exchange) throws IOException, GeneralSecurityException {
        String[] parts = query(new String(exchange.getRequestBody().readAllBytes(), US_ASCII))
                .getOrDefault("assertion", "..")
                .split("\\.", -1);
        JsonNode claims = new JsonMapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
        byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
        if (!isSigned(parts[0] + "." + parts[1], signature)
                || !claims.path("iss").asString().equals(TestAccount.EMAIL)
                || !claims.path("aud").asString().equals(tokens().toString())
                || Instant.ofEpochSecond(claims.path("exp").asLong()).isBefore(Instant.now())) {
            refuse(exchange, 400);
            return;
        }
        byte[] token = "{\"access_token\": \"%s\", \"expires_in\": 3599}"
                .formatted(TOKEN)
                .getBytes(UTF_8);
        exchange.sendResponseHeaders(200, token.length);
        exchange.getResponseBody().write(token);
    }

    /// Otherwise it has been refused.
    private boolean isAllowed(HttpExchange exchange) throws IOException, GeneralSecurityException {
        String query = exchange.getRequestURI().getRawQuery();
        if (query != null && SIGNATURE.matcher(query).find()) {
            if (!isSignedUrl(exchange, query)) {
                refuse(exchange, 403);
                return false;
            }
        } else if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            refuse(exchange, 401);
            return false;
        }
        return true;
    }

    /// As Google describes what is signed, from the request as it came.
    private boolean isSignedUrl(HttpExchange exchange, String query) throws GeneralSecurityException {
        Map<String, String> said = query(query);
        String signed = SIGNATURE.matcher(query).replaceFirst("");
        String canonical = String.join(
                "\n",
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                signed,
                signedHeaders(exchange, said),
                said.getOrDefault("X-Goog-SignedHeaders", ""),
                "UNSIGNED-PAYLOAD");
        String time = said.getOrDefault("X-Goog-Date", "");
        String scope = said.getOrDefault("X-Goog-Credential", "").replaceFirst("^" + TestAccount.EMAIL + "/", "");
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(UTF_8)));
        String text = String.join("\n", "GOOG4-RSA-SHA256", time, scope, hash);
        Instant end = LocalDateTime.parse(time, TIME)
                .toInstant(ZoneOffset.UTC)
                .plusSeconds(Long.parseLong(said.getOrDefault("X-Goog-Expires", "0")));
        return scope.equals(time.substring(0, 8) + "/auto/storage/goog4_request")
                && isSigned(text, HexFormat.of().parseHex(said.getOrDefault("X-Goog-Signature", "")))
                && Instant.now().isBefore(end);
    }

    private static String signedHeaders(HttpExchange exchange, Map<String, String> said) {
        return Arrays.stream(said.getOrDefault("X-Goog-SignedHeaders", "").split(";", -1))
                .map(name -> name + ":" + exchange.getRequestHeaders().getFirst(name) + "\n")
                .collect(Collectors.joining());
    }

    /// Whether as many bytes were announced as Google takes, which looks at this header whether it is signed or not.
    private static boolean isInRange(HttpExchange exchange) {
        String range = exchange.getRequestHeaders().getFirst("x-goog-content-length-range");
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        return range == null
                || (length != null
                        && Long.parseLong(length) <= Long.parseLong(range.substring(range.indexOf(',') + 1)));
    }

    private boolean isSigned(String text, byte[] signature) throws GeneralSecurityException {
        Signature check = Signature.getInstance("SHA256withRSA");
        check.initVerify(account.key());
        check.update(text.getBytes(US_ASCII));
        return check.verify(signature);
    }

    private static Map<String, String> query(String text) {
        return Arrays.stream(text.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0], pair -> URLDecoder.decode(pair.length > 1 ? pair[1] : "", UTF_8)));
    }

    private void passOn(HttpExchange exchange) throws IOException, InterruptedException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d%s".formatted(behind, exchange.getRequestURI())))
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
        answer.headers().map().forEach((name, values) -> {
            if (!OF_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        try (InputStream content = answer.body()) {
            long length = answer.headers().firstValueAsLong("Content-Length").orElse(0);
            boolean isEmpty = length == 0
                    && answer.headers().firstValue("Transfer-Encoding").isEmpty();
            exchange.sendResponseHeaders(answer.statusCode(), isEmpty ? -1 : length);
            content.transferTo(exchange.getResponseBody());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        http.shutdownNow();
    }
}
