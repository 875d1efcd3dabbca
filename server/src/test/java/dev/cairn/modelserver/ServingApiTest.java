package dev.cairn.modelserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.access.Caller;
import dev.cairn.hosting.BodyBudget;
import dev.cairn.hosting.ScoringThreads;
import dev.cairn.http.Doorkeeper;
import dev.cairn.http.HttpConfig;
import dev.cairn.http.HttpServer;
import dev.cairn.http.Routes;
import dev.cairn.scoring.ModelFolder;
import dev.cairn.scoring.ScoringLimits;
import dev.cairn.scoring.invocation.LoadedModel;
import dev.cairn.scoring.invocation.Servable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The routes of one model.
final class ServingApiTest {
    private static final Path MODEL = Path.of("../scoring/src/test/resources/models/classifier");

    /// What a budget may have left that one fills, in bytes.
    private static final int LEFT = 4_096;

    @Test
    void whoeverComesWhenOthersFillTheMemoryForBodiesIsSentAway() throws Exception {
        BodyBudget budget = new BodyBudget();
        String padded = "{\"inputs\": [[5.1, 3.5, 1.4, 0.2]]}" + " ".repeat(2 * LEFT);
        try (Servable model = LoadedModel.open(ModelFolder.open(MODEL), ScoringLimits.DEFAULT);
                ScoringThreads threads = new ScoringThreads();
                HttpClient client = HttpClient.newHttpClient()) {
            Routes routes = new Routes();
            new ServingApi(model, "iris", "3", threads, budget)
                    .register(routes, new ModelServer.Software("0.1.0", "3.17.2"));
            try (HttpServer server = HttpServer.start(
                    new HttpConfig("127.0.0.1", 0, HttpConfig.LOOPBACK),
                    routes.all(),
                    Doorkeeper.everybodyIs(Caller.LOCAL_OWNER),
                    new SimpleMeterRegistry())) {
                HttpRequest request = HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:%d/invocations".formatted(server.port())))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(padded))
                        .build();
                long most = Math.min(
                        Integer.MAX_VALUE * 1_024L, Runtime.getRuntime().maxMemory() / 4);
                budget.within(most - LEFT, _ -> {
                    HttpResponse<String> refused = answer(client, request);
                    assertThat(refused.statusCode()).isEqualTo(429);
                    assertThat(refused.body()).contains("Try again shortly");
                });
                assertThat(answer(client, request).statusCode()).isEqualTo(200);
            }
        }
    }

    private static HttpResponse<String> answer(HttpClient client, HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException(stop);
        }
    }
}
