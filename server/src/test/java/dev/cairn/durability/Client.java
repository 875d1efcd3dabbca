package dev.cairn.durability;

import dev.cairn.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;

/// The few calls that the tests of durability make of a server.
@NullMarked
record Client(HttpClient http, String address) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    String createRun() throws IOException, InterruptedException {
        return post("runs/create", "{\"experiment_id\": \"0\"}")
                .json()
                .at("/run/info/run_id")
                .asString();
    }

    /// Logs a point of the metric `m` whose value and time follow from its step.
    Reply logMetric(String run, long step) throws IOException, InterruptedException {
        return post(
                "runs/log-metric",
                "{\"run_id\": \"%s\", \"key\": \"m\", \"value\": %d.5, \"timestamp\": %d, \"step\": %d}"
                        .formatted(run, step, step, step));
    }

    /// Logs the points of the metric `m` up to a step at once.
    void logMetrics(String run, int steps) throws IOException, InterruptedException {
        String points = IntStream.rangeClosed(1, steps)
                .mapToObj("{\"key\": \"m\", \"value\": 0.5, \"timestamp\": 1, \"step\": %d}"::formatted)
                .collect(Collectors.joining(", ", "[", "]"));
        post("runs/log-batch", "{\"run_id\": \"%s\", \"metrics\": %s}".formatted(run, points));
    }

    /// The steps of the metric `m` that the server has.
    List<Long> steps(String run) throws IOException, InterruptedException {
        Reply reply = send(request("metrics/get-history?metric_key=m&run_id=" + run));
        List<Long> steps = new ArrayList<>();
        reply.json()
                .path("metrics")
                .forEach(point -> steps.add(point.path("step").asLong()));
        return steps;
    }

    Reply get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    Reply post(String endpoint, String body) throws IOException, InterruptedException {
        return send(request(endpoint)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Reply put(String path, String content) throws IOException, InterruptedException {
        return send(request(path).PUT(HttpRequest.BodyPublishers.ofString(content)));
    }

    private HttpRequest.Builder request(String endpoint) {
        return HttpRequest.newBuilder(
                URI.create(address + (endpoint.startsWith("/") ? endpoint : "/api/2.0/mlflow/" + endpoint)));
    }

    private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response =
                http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Reply(response.statusCode(), response.headers().map(), response.body());
    }
}
