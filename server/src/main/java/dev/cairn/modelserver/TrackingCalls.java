package dev.cairn.modelserver;

import dev.cairn.config.TrackingCredentials;
import dev.cairn.http.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Requests to a tracking server, signed as MLflow's own clients sign them. Thread-safe.
final class TrackingCalls {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /// How long an answer may take, unless a request says otherwise.
    static final Duration ANSWER = Duration.ofMinutes(10);

    /// Where MLflow's own routes begin.
    static final String API = "/api/2.0/mlflow/";

    private static final int OK = 200;

    private final String server;
    private final TrackingCredentials credentials = TrackingCredentials.of(System.getenv());
    /// Where MLflow's own clients look, by the variable that they read.
    private final @Nullable String workspace = System.getenv("MLFLOW_WORKSPACE");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    /// @param server its address, such as `http://127.0.0.1:5000`
    TrackingCalls(String server) {
        if (!server.startsWith("http://") && !server.startsWith("https://")) {
            throw new IllegalArgumentException(
                    "'%s' is no tracking server: name one by --tracking-uri http://HOST:PORT.".formatted(server));
        }
        this.server = server.replaceFirst("/+$", "");
    }

    String server() {
        return server;
    }

    /// The answer to a question.
    ///
    /// @throws TrackingRefusal if it is not answered 200
    JsonNode get(String path) throws InterruptedException {
        return json(path, request(path).GET());
    }

    /// The answer to a request with a body of JSON.
    ///
    /// @param body a record of the protocol
    /// @throws TrackingRefusal if it is not answered 200
    JsonNode send(String method, String path, Object body) throws InterruptedException {
        HttpRequest.BodyPublisher json = HttpRequest.BodyPublishers.ofByteArray(Json.write(body));
        return json(
                path, request(path).header("Content-Type", "application/json").method(method, json));
    }

    private JsonNode json(String path, HttpRequest.Builder request) throws InterruptedException {
        HttpResponse<byte[]> response = send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != OK) {
            throw new TrackingRefusal(server, new String(response.body(), StandardCharsets.UTF_8));
        }
        try {
            return Json.readAnswer(response.body());
        } catch (JacksonException malformed) {
            throw new TrackingServerException(
                    "The tracking server %s answered %s in words that are not JSON.".formatted(server, path),
                    malformed);
        }
    }

    /// What a server answers, whatever its status.
    <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body)
            throws InterruptedException {
        try {
            return http.send(request.build(), body);
        } catch (ConnectException | HttpTimeoutException away) {
            throw new TrackingServerException("The tracking server %s does not answer.".formatted(server), away);
        } catch (SSLException untrusted) {
            throw new TrackingServerException(
                    "The tracking server %s cannot be asked by TLS: %s".formatted(server, untrusted.getMessage()),
                    untrusted);
        } catch (IOException failure) {
            throw new TrackingServerException(
                    "The tracking server %s cannot be asked: %s".formatted(server, failure.getMessage()), failure);
        }
    }

    /// A request that says who asks.
    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = credentials
                .sign(HttpRequest.newBuilder(URI.create(server + path)))
                .timeout(ANSWER);
        if (workspace != null && !workspace.isEmpty()) {
            request.header("X-MLFLOW-WORKSPACE", workspace);
        }
        return request;
    }
}
