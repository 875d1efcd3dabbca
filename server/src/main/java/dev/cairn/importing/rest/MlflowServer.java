package dev.cairn.importing.rest;

import dev.cairn.config.TrackingCredentials;
import dev.cairn.http.Json;
import dev.cairn.importing.transfer.SourceFile;
import dev.cairn.protocol.PercentEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// An MLflow server, called over its REST API.
final class MlflowServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PATIENCE_FOR_FILES = Duration.ofHours(1);

    static final String API = "/api/2.0/mlflow/";

    private final String url;
    private final TrackingCredentials credentials = TrackingCredentials.of(System.getenv());
    private final HttpClient http;

    MlflowServer(String url) {
        this.url = url.replaceFirst("/+$", "");
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1) // MLflow's server warns of each request to speak a newer one
                .connectTimeout(Duration.ofSeconds(20))
                .build();
    }

    JsonNode post(String endpoint, Map<String, ?> body) {
        return send("POST", endpoint, body);
    }

    JsonNode patch(String endpoint, Map<String, ?> body) {
        return send("PATCH", endpoint, body);
    }

    JsonNode get(String endpoint, Map<String, String> query) {
        return answer(credentials
                .sign(HttpRequest.newBuilder(URI.create(url + API + endpoint + "?" + parameters(query))))
                .timeout(PATIENCE)
                .GET()
                .build());
    }

    /// Calls an endpoint by its whole path.
    JsonNode call(String method, String path, Object body) {
        return answer(credentials
                .sign(HttpRequest.newBuilder(URI.create(url + path)))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofByteArray(Json.write(body)))
                .build());
    }

    /// What an endpoint answers, if there is what it is asked for.
    Optional<JsonNode> find(String path, Map<String, String> query) {
        try {
            return Optional.of(answer(credentials
                    .sign(HttpRequest.newBuilder(URI.create(url + path + "?" + parameters(query))))
                    .timeout(PATIENCE)
                    .GET()
                    .build()));
        } catch (Refused missing) {
            if (missing.code().equals("RESOURCE_DOES_NOT_EXIST")) {
                return Optional.empty();
            }
            throw missing;
        }
    }

    /// Stores spans of an experiment.
    ///
    /// @param request in OpenTelemetry's JSON
    void spans(String experiment, String request) {
        answer(credentials
                .sign(HttpRequest.newBuilder(URI.create(url + "/v1/traces")))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("x-mlflow-experiment-id", experiment)
                .POST(HttpRequest.BodyPublishers.ofString(request))
                .build());
    }

    private static String parameters(Map<String, String> query) {
        return query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + PercentEncoding.of(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    JsonNode send(String method, String endpoint, Map<String, ?> body) {
        return answer(credentials
                .sign(HttpRequest.newBuilder(URI.create(url + API + endpoint)))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofByteArray(Json.write(body)))
                .build());
    }

    /// Stores a file through the server's artifact proxy.
    ///
    /// @param path names between slashes
    void put(String path, SourceFile file) {
        HttpRequest.BodyPublisher content = HttpRequest.BodyPublishers.fromPublisher(
                HttpRequest.BodyPublishers.ofInputStream(() -> opened(file)), Math.max(file.size(), 1));
        answer(credentials
                .sign(HttpRequest.newBuilder(
                        URI.create(url + "/api/2.0/mlflow-artifacts/artifacts/" + PercentEncoding.ofPath(path))))
                .timeout(PATIENCE_FOR_FILES)
                .PUT(file.size() == 0 ? HttpRequest.BodyPublishers.noBody() : content)
                .build());
    }

    private static InputStream opened(SourceFile file) {
        try {
            return file.open();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private JsonNode answer(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new Refused(code(response.body()), request.uri().getPath(), response);
            }
            return Json.readTree(response.body().length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : response.body());
        } catch (IOException failure) {
            throw new IllegalStateException("%s cannot be reached: %s".formatted(url, failure), failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + url, stop);
        }
    }

    private static String code(byte[] body) {
        try {
            return Json.readTree(body).path("error_code").asString("");
        } catch (RuntimeException notJson) {
            return "";
        }
    }

    @Override
    public void close() {
        http.close();
    }

    /// An answer that is a refusal, or as good as one.
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
        private static final int MAX_TEXT = 500;
        private final String code;

        Refused(String code, String path, HttpResponse<byte[]> response) {
            super("%s answered %d: %s".formatted(path, response.statusCode(), text(response.body())));
            this.code = code;
        }

        Refused(String reason) {
            super(reason);
            this.code = "";
        }

        private static String text(byte[] body) {
            String text = new String(body, StandardCharsets.UTF_8);
            return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + "…" : text;
        }

        /// Its `error_code`.
        String code() {
            return code;
        }
    }
}
