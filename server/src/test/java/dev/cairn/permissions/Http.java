package dev.cairn.permissions;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls a server in somebody's name.
final class Http {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    final int port;

    Http(int port) {
        this.port = port;
    }

    /// An answer, of which a stream without an end was read no further than its head.
    record Answer(int status, String text) {
        JsonNode json() {
            return JSON.readTree(text);
        }
    }

    Answer send(Principal who, String method, String target, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        method.equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        who.headers().forEach(request::header);
        try {
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream content = response.body()) {
                boolean endless =
                        response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
                return new Answer(
                        response.statusCode(),
                        endless ? "" : new String(content.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(method + " " + target, failure);
        }
    }
}
