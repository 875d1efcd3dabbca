package dev.cairn.client;

import dev.cairn.protocol.Empty;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Sends requests, as often as they may be sent, and reads the answers.
///
/// Each write has an `Idempotency-Key`. One whose answer was lost is sent again only to a server that knows such keys,
/// which is asked when that first happens; reads, uploads, and what a server refused to look at, are sent again to any.
final class Transport {
    static final String MLFLOW = "/api/2.0/mlflow/";

    /// What MLflow does not have.
    static final String CAIRN = "/api/3.0/cairn/";

    private static final Set<Integer> NOT_LOOKED_AT = Set.of(429, 503);
    private static final Set<Integer> LOST = Set.of(408, 502, 504);

    private final HttpClient http;
    private final Address address;
    private final Map<String, String> headers;
    private final Duration timeout;
    private final Retries retries;
    private volatile @Nullable ServerInfo server;

    Transport(HttpClient http, Address address, Map<String, String> headers, Duration timeout, Retries retries) {
        this.http = http;
        this.address = address;
        this.headers = Map.copyOf(headers);
        this.timeout = timeout;
        this.retries = retries;
    }

    <R> R get(String path, Record request, Class<R> answer) {
        return Json.read(read(request(address.of(path, Address.query(request))).GET()), answer);
    }

    <R> R post(String path, Record request, Class<R> answer) {
        return write("POST", path, request, answer);
    }

    void post(String path, Record request) {
        write("POST", path, request, Empty.class);
    }

    <R> R patch(String path, Record request, Class<R> answer) {
        return write("PATCH", path, request, answer);
    }

    <R> R put(String path, Record request, Class<R> answer) {
        return write("PUT", path, request, answer);
    }

    void delete(String path, Record request) {
        write("DELETE", path, request, Empty.class);
    }

    /// A search by `POST`, which changes nothing and so may always be sent again.
    <R> R search(String path, Record request, Class<R> answer) {
        return Json.read(read(json(path).POST(BodyPublishers.ofByteArray(Json.write(request)))), answer);
    }

    /// Deletes what an address of this server names.
    void delete(String path) {
        read(request(address.of(path, "")).DELETE());
    }

    private <R> R write(String method, String path, Record request, Class<R> answer) {
        HttpRequest.Builder sent = json(path)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .method(method, BodyPublishers.ofByteArray(Json.write(request)));
        return Json.read(
                body(send(sent.build(), BodyHandlers.ofByteArray(), () -> server().idempotencyKeysEnabled())), answer);
    }

    private byte[] read(HttpRequest.Builder request) {
        return body(send(request.build(), BodyHandlers.ofByteArray(), () -> true));
    }

    /// What the server says about itself; nothing if it is too old to be asked.
    ServerInfo server() {
        ServerInfo known = server;
        if (known == null) {
            try {
                URI uri = address.of("/api/3.0/mlflow/server-info", "");
                known = Json.read(read(request(uri).GET()), ServerInfo.class);
            } catch (RefusedException unknown) {
                known = ServerInfo.NOTHING;
            }
            server = known;
        }
        return known;
    }

    /// Stores a file under an address of this server.
    void upload(String path, BodyPublisher file) {
        HttpRequest.Builder request = request(address.of(path, ""))
                .header("Content-Type", "application/octet-stream")
                .timeout(timeout(file.contentLength()))
                .PUT(file);
        read(request);
    }

    /// Stores a part of a file under an address that the server gave out, which needs no credentials.
    ///
    /// @return the `ETag` of the part, empty if there is none
    String uploadSigned(String url, Map<String, String> signed, BodyPublisher part) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(timeout(part.contentLength()))
                .PUT(part);
        signed.forEach(request::header);
        HttpResponse<byte[]> response = send(request.build(), BodyHandlers.ofByteArray(), () -> true);
        body(response);
        return response.headers().firstValue("ETag").orElse("");
    }

    /// The beginning of a response that is read while it comes; its body must be closed.
    HttpResponse<InputStream> open(String path, String query, Map<String, String> more) {
        HttpRequest.Builder request = request(address.of(path, query)).GET();
        more.forEach(request::header);
        HttpResponse<InputStream> response = send(request.build(), BodyHandlers.ofInputStream(), () -> true);
        if (response.statusCode() >= 300) {
            try (InputStream body = response.body()) {
                throw refusal(response, body.readNBytes(1 << 16));
            } catch (IOException broken) {
                throw refusal(response, new byte[0]);
            }
        }
        return response;
    }

    Retries retries() {
        return retries;
    }

    private HttpRequest.Builder json(String path) {
        return request(address.of(path, "")).header("Content-Type", "application/json");
    }

    private HttpRequest.Builder request(URI uri) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(timeout);
        headers.forEach(request::header);
        return request;
    }

    /// More for a file: nothing takes longer than 64 KiB a second.
    private Duration timeout(long bytes) {
        return timeout.plusSeconds(Math.max(0, bytes) >> 16);
    }

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler, BooleanSupplier repeatable) {
        for (int attempt = 1; ; attempt++) {
            Duration pause;
            try {
                HttpResponse<T> response = http.send(request, handler);
                if (attempt == retries.attempts() || !mayComeAgain(response.statusCode(), repeatable)) {
                    return response;
                }
                pause = pause(response, attempt);
            } catch (IOException broken) {
                if (attempt == retries.attempts() || !(neverArrived(broken) || repeatable.getAsBoolean())) {
                    throw new NoAnswerException(
                            "No answer from %s after %d attempts: %s".formatted(address.root(), attempt, broken),
                            broken);
                }
                pause = retries.pause(attempt);
            } catch (InterruptedException interrupted) {
                throw interrupted(interrupted);
            }
            sleep(pause);
        }
    }

    private static boolean mayComeAgain(int status, BooleanSupplier repeatable) {
        return NOT_LOOKED_AT.contains(status) || (LOST.contains(status) && repeatable.getAsBoolean());
    }

    private static boolean neverArrived(IOException broken) {
        return broken instanceof ConnectException || broken instanceof HttpConnectTimeoutException;
    }

    /// How long to wait; drops what came along.
    private Duration pause(HttpResponse<?> response, int attempt) throws IOException {
        if (response.body() instanceof InputStream body) {
            body.close();
        }
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> retries.pause(Duration.ofSeconds(Long.parseLong(value))))
                .orElseGet(() -> retries.pause(attempt));
    }

    static void sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static NoAnswerException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new NoAnswerException("The thread was interrupted while it waited for the server.", cause);
    }

    private static byte[] body(HttpResponse<byte[]> response) {
        if (response.statusCode() >= 300) {
            throw refusal(response, response.body());
        }
        return response.body();
    }

    private static RefusedException refusal(HttpResponse<?> response, byte[] body) {
        String id = response.headers().firstValue("X-Request-Id").orElse("");
        return Json.refusal(response.statusCode(), body, id);
    }

    /// What a server says about itself at `server-info`.
    record ServerInfo(boolean idempotencyKeysEnabled, boolean multipartUploadsEnabled) {
        static final ServerInfo NOTHING = new ServerInfo(false, false);
    }
}
