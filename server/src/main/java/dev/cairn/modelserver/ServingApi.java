package dev.cairn.modelserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.access.Permission;
import dev.cairn.access.Resource;
import dev.cairn.hosting.Pace;
import dev.cairn.hosting.ScoringThreads;
import dev.cairn.hosting.SentParts;
import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import dev.cairn.http.Method;
import dev.cairn.http.Routes;
import dev.cairn.scoring.ScoringLimits;
import dev.cairn.scoring.invocation.Answer;
import dev.cairn.scoring.invocation.InferenceProtocol;
import dev.cairn.scoring.invocation.Servable;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/// The routes of one model: those that `mlflow models serve` has, and those of the Open Inference Protocol.
final class ServingApi {
    private static final int MAX_BODY_BYTES = 64 * 1024 * 1024;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final String JSON = "application/json";
    private static final String JSON_LENGTH = "Inference-Header-Content-Length";

    private final Servable model;
    private final InferenceProtocol protocol;
    private final ScoringThreads threads;
    private final Pace pace = new Pace();

    /// What one route of the Open Inference Protocol answers for a model that there is.
    private interface Asked {
        Answer answer(Exchange exchange) throws IOException;
    }

    ServingApi(Servable model, String name, String version, ScoringThreads threads) {
        this.model = model;
        this.protocol = new InferenceProtocol(model, name, version, ScoringLimits.DEFAULT);
        this.threads = threads;
    }

    void register(Routes routes, ModelServer.Software software) {
        Routes.Api root = routes.root();
        for (String alive : new String[] {"ping", "health"}) {
            root.raw(Method.GET, alive, Permission.open(), exchange -> exchange.send(OK, JSON, "\n".getBytes(UTF_8)));
        }
        byte[] version = software.mlflow().getBytes(UTF_8);
        root.raw(Method.GET, "version", Permission.open(), exchange -> exchange.send(OK, JSON, version));
        root.raw(Method.POST, "invocations", Permission.read(Resource.SERVER), exchange -> {
            String contentType = exchange.header("Content-Type").orElse("");
            byte[] body = body(exchange);
            SentParts parts = new SentParts(exchange, 0);
            Answer answer = computed(body, () -> model.answer(body, contentType, parts));
            if (answer.isInParts()) {
                parts.end();
            } else {
                send(exchange, answer);
            }
        });
        Answer server = InferenceProtocol.server(software.cairn());
        root.raw(Method.GET, "v2", Permission.open(), exchange -> send(exchange, server));
        for (String state : new String[] {"live", "ready"}) {
            root.raw(
                    Method.GET,
                    "v2/health/" + state,
                    Permission.open(),
                    exchange -> send(exchange, InferenceProtocol.yes(state)));
        }
        for (String path : new String[] {"v2/models/{model}", "v2/models/{model}/versions/{version}"}) {
            boolean versioned = path.endsWith("}") && path.contains("versions");
            model(root, Method.GET, path, versioned, _ -> protocol.metadata());
            model(root, Method.GET, path + "/ready", versioned, _ -> protocol.ready());
            model(root, Method.POST, path + "/infer", versioned, this::infer);
        }
    }

    private void model(Routes.Api root, Method method, String path, boolean versioned, Asked asked) {
        Permission permission = method == Method.GET ? Permission.open() : Permission.read(Resource.SERVER);
        root.raw(method, path, permission, exchange -> {
            String name = exchange.pathParameter("model");
            String version = versioned ? exchange.pathParameter("version") : "";
            send(
                    exchange,
                    protocol.is(name, version)
                            ? asked.answer(exchange)
                            : InferenceProtocol.refusal(
                                    NOT_FOUND,
                                    "There is no model '%s'%s here."
                                            .formatted(name, version.isEmpty() ? "" : " of version " + version)));
        });
    }

    private Answer infer(Exchange exchange) throws IOException {
        Optional<String> length = exchange.header(JSON_LENGTH);
        if (length.isPresent() && !length.get().matches("\\d{1,9}")) {
            return InferenceProtocol.refusal(BAD_REQUEST, "The header %s is not a number.".formatted(JSON_LENGTH));
        }
        byte[] body = body(exchange);
        Supplier<Answer> inference = () -> protocol.infer(body, length.map(Integer::valueOf));
        return computed(body, inference);
    }

    private Answer computed(byte[] body, Supplier<Answer> work) {
        return model.computesHere() ? threads.run(pace, body.length, work::get, () -> {}) : work.get();
    }

    private static void send(Exchange exchange, Answer answer) {
        if (answer.jsonLength() != Answer.ALL_JSON) {
            exchange.responseHeader(JSON_LENGTH, String.valueOf(answer.jsonLength()));
        }
        exchange.send(answer.status(), answer.mediaType(), answer.body());
    }

    private static byte[] body(Exchange exchange) throws IOException {
        byte[] body = exchange.body().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            throw ApiException.badRequest("The request body is larger than %d MiB.".formatted(MAX_BODY_BYTES >> 20));
        }
        return body;
    }
}
