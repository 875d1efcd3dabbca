package dev.cairn.serving;

import dev.cairn.access.Caller;
import dev.cairn.access.Permission;
import dev.cairn.access.Resource;
import dev.cairn.http.ApiException;
import dev.cairn.http.Doorkeeper;
import dev.cairn.http.Exchange;
import dev.cairn.http.HttpConfig;
import dev.cairn.http.HttpServer;
import dev.cairn.http.Method;
import dev.cairn.http.Routes;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.ScoringLimits;
import dev.cairn.scoring.invocation.LoadedModel;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// One model behind `/invocations`, with the routes that `mlflow models serve` has.
public final class ModelServer implements AutoCloseable {
    private static final int MAX_BODY_BYTES = 64 * 1024 * 1024;

    private final LoadedModel model;
    private final ScoringThreads threads;
    private final HttpServer http;

    private ModelServer(LoadedModel model, ScoringThreads threads, HttpServer http) {
        this.model = model;
        this.threads = threads;
        this.http = http;
    }

    /// Fetches a model from a tracking server, loads it, and listens.
    public static ModelServer start(ModelUri uri, String trackingServer, HttpConfig config, MeterRegistry meters)
            throws IOException, InterruptedException {
        TrackingClient client = new TrackingClient(trackingServer);
        Path folder = Files.createTempDirectory("cairn-model-");
        client.download(client.artifactUri(uri), folder);
        LoadedModel model = LoadedModel.open(folder, ScoringLimits.DEFAULT);
        ScoringThreads threads = new ScoringThreads();
        Routes routes = new Routes();
        register(routes, model, threads);
        return new ModelServer(
                model,
                threads,
                HttpServer.start(config, routes.all(), Doorkeeper.everybodyIs(Caller.LOCAL_OWNER), meters));
    }

    private static void register(Routes routes, LoadedModel model, ScoringThreads threads) {
        Routes.Api root = routes.root();
        for (String alive : new String[] {"ping", "health"}) {
            root.raw(Method.GET, alive, Permission.open(), exchange -> sendText(exchange, "\n"));
        }
        root.raw(Method.POST, "invocations", Permission.read(Resource.SERVER), exchange -> {
            byte[] body = body(exchange);
            byte[] answer = threads.run(() -> invoke(model, body));
            exchange.send(200, "application/json", answer);
        });
    }

    private static byte[] invoke(LoadedModel model, byte[] body) {
        try {
            return model.invoke(body);
        } catch (InvalidInput refused) {
            throw new ApiException(ErrorCode.valueOf(refused.errorCode()), String.valueOf(refused.getMessage()));
        }
    }

    private static byte[] body(Exchange exchange) throws IOException {
        byte[] body = exchange.body().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            throw ApiException.badRequest("The request body is larger than %d MiB.".formatted(MAX_BODY_BYTES >> 20));
        }
        return body;
    }

    private static void sendText(Exchange exchange, String text) {
        exchange.send(200, "application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    public int port() {
        return http.port();
    }

    @Override
    public void close() {
        http.close();
        threads.close();
        model.close();
    }
}
