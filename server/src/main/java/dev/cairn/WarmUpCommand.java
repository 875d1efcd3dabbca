package dev.cairn;

import dev.cairn.config.ServerOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `cairn warm-up`: a short life of a server, from which the JVM learns what to keep for faster starts.
@Command(name = "warm-up", hidden = true, description = "Starts a server, uses it, stops it.")
final class WarmUpCommand implements Callable<Integer> {
    private static final String API = "/api/2.0/mlflow/";
    private static final int ROUNDS = 150;

    @Mixin
    private final ServerOptions options = new ServerOptions().onAnyPort();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.warnOnly();
        try (Server server = Server.start(options.config());
                HttpClient http = HttpClient.newHttpClient()) {
            String address = "http://127.0.0.1:" + server.port();
            String run = text(http, address, API + "runs/create", "{\"experiment_id\":\"0\"}")
                    .replaceFirst("(?s).*?\"run_id\":\"([0-9a-f]{32})\".*", "$1");
            text(http, address, "/graphql", """
                    {"query": "{ mlflowGetRun(input: {runId: \\"%s\\"}) { run { info { runId } } } }"}
                    """.formatted(run));
            for (int i = 0; i < ROUNDS; i++) {
                for (List<String> call : calls(run, i)) {
                    text(http, address, API + call.get(0), call.get(1));
                }
            }
        }
        return 0;
    }

    private static List<List<String>> calls(String run, int i) {
        return List.of(
                List.of("runs/create", "{\"experiment_id\":\"0\",\"start_time\":%d}".formatted(i)),
                List.of(
                        "runs/log-metric",
                        "{\"run_id\":\"%s\",\"key\":\"loss\",\"value\":%d.25,\"timestamp\":%d,\"step\":%d}"
                                .formatted(run, i, i, i)),
                List.of("runs/update", "{\"run_id\":\"%s\",\"status\":\"RUNNING\"}".formatted(run)),
                List.of("runs/log-parameter", "{\"run_id\":\"%s\",\"key\":\"p%d\",\"value\":\"v\"}".formatted(run, i)),
                List.of("runs/set-tag", "{\"run_id\":\"%s\",\"key\":\"t\",\"value\":\"v%d\"}".formatted(run, i)),
                List.of(
                        "runs/log-batch",
                        "{\"run_id\":\"%s\",\"metrics\":[{\"key\":\"m\",\"value\":%d.5,\"timestamp\":%d,\"step\":%d}]}"
                                .formatted(run, i, i, i)),
                List.of("experiments/search", "{\"max_results\":10}"),
                List.of(
                        "runs/search",
                        "{\"experiment_ids\":[\"0\"],\"filter\":\"metrics.m > 0 and params.p0 = 'v'\",\"order_by\":[\"metrics.m\"]}"));
    }

    private static String text(HttpClient http, String address, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
