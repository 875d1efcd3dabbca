package dev.cairn.durability;

import dev.cairn.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import tools.jackson.databind.JsonNode;

/// Logs one point after the other to a run of its own, and remembers which were acknowledged.
@NullMarked
final class Logger implements Runnable {
    private static final String API = "/api/2.0/mlflow/";

    private final HttpClient http;
    private final String address;
    private final String run;
    private final List<Long> acknowledged = Collections.synchronizedList(new ArrayList<>());
    private long sent;

    Logger(HttpClient http, String address) throws IOException, InterruptedException {
        this.http = http;
        this.address = address;
        this.run = Json.readTree(post("runs/create", "{\"experiment_id\":\"0\"}")
                        .body()
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .path("run")
                .path("info")
                .path("run_id")
                .asString();
    }

    /// Goes on until the server no longer answers.
    @Override
    public void run() {
        try {
            while (true) {
                sent++;
                String point = "{\"run_id\":\"%s\",\"key\":\"m\",\"value\":%d.5,\"timestamp\":%d,\"step\":%d}"
                        .formatted(run, sent, sent, sent);
                if (post("runs/log-metric", point).statusCode() == 200) {
                    acknowledged.add(sent);
                }
            }
        } catch (IOException theServerIsGone) {
            // which is what the test waits for
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    int acknowledgedCount() {
        return acknowledged.size();
    }

    /// The steps that a server must have: those acknowledged, and perhaps the one that was under way.
    List<Long> acknowledged() {
        return acknowledged;
    }

    long lastSent() {
        return sent;
    }

    /// The steps that a server has.
    List<Long> stored(String server) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(server + API + "metrics/get-history?metric_key=m&run_id=" + run))
                .build();
        JsonNode answer = Json.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
        List<Long> steps = new ArrayList<>();
        answer.path("metrics").forEach(point -> steps.add(point.path("step").asLong()));
        return steps;
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + API + path))
                .timeout(java.time.Duration.of(60, TimeUnit.SECONDS.toChronoUnit()))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
