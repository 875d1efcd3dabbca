package dev.cairn.modelserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.access.Permission;
import dev.cairn.access.Resource;
import dev.cairn.grpc.Grpc;
import dev.cairn.grpc.GrpcCall;
import dev.cairn.hosting.Figures;
import dev.cairn.hosting.InferenceMethods;
import dev.cairn.hosting.MetricsText;
import dev.cairn.hosting.Pace;
import dev.cairn.hosting.ScoringThreads;
import dev.cairn.hosting.SentParts;
import dev.cairn.hosting.Watched;
import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import dev.cairn.http.Method;
import dev.cairn.http.Routes;
import dev.cairn.scoring.ScoringLimits;
import dev.cairn.scoring.invocation.Answer;
import dev.cairn.scoring.invocation.InferenceCall;
import dev.cairn.scoring.invocation.InferenceProtocol;
import dev.cairn.scoring.invocation.InferenceReply;
import dev.cairn.scoring.invocation.Servable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/// The routes of one model: those that `mlflow models serve` has, those of the Open Inference Protocol, its methods of
/// gRPC, and `/metrics`.
final class ServingApi implements InferenceMethods.Models {
    private static final int MAX_BODY_BYTES = 64 * 1024 * 1024;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int FAILED = 500;
    private static final String JSON = "application/json";
    private static final String JSON_LENGTH = "Inference-Header-Content-Length";

    private final Servable model;
    private final InferenceProtocol protocol;
    private final ScoringThreads threads;
    private final Pace pace = new Pace();
    private final Figures figures = new Figures();
    private final String name;
    private final String version;

    /// What one route of the Open Inference Protocol answers for a model that there is.
    private interface Asked {
        Answer answer(Exchange exchange) throws IOException;
    }

    ServingApi(Servable model, String name, String version, ScoringThreads threads) {
        this.model = model;
        this.protocol = new InferenceProtocol(model, name, version, ScoringLimits.DEFAULT);
        this.threads = threads;
        this.name = name;
        this.version = version;
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
            long began = System.nanoTime();
            byte[] body = body(exchange);
            SentParts parts = new SentParts(exchange, SentParts.Words.MLFLOW, 0);
            Answer answer =
                    counted(body, began, parts, watch -> model.answer(body, contentType, new Watched(watch, parts)));
            if (!answer.isInParts()) {
                send(exchange, answer);
            }
        });
        root.raw(Method.GET, "metrics", Permission.open(), this::metrics);
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
                            : InferenceProtocol.refusal(NOT_FOUND, missing(name, version)));
        });
    }

    private Answer infer(Exchange exchange) throws IOException {
        Optional<String> length = exchange.header(JSON_LENGTH);
        if (length.isPresent() && !length.get().matches("\\d{1,9}")) {
            return InferenceProtocol.refusal(BAD_REQUEST, "The header %s is not a number.".formatted(JSON_LENGTH));
        }
        long began = System.nanoTime();
        byte[] body = body(exchange);
        return counted(body, began, new SentParts(exchange, SentParts.Words.MLFLOW, 0), watch -> {
            watch.modelBegins();
            return protocol.infer(body, length.map(Integer::valueOf));
        });
    }

    private void metrics(Exchange exchange) {
        int concurrency = model.computesHere() ? Runtime.getRuntime().availableProcessors() : 1;
        MetricsText.Entity entity = new MetricsText.Entity(version.isEmpty() ? name : version, concurrency, figures);
        exchange.send(
                OK, MetricsText.TYPE, MetricsText.of(name, List.of(entity)).getBytes(UTF_8));
    }

    /// Its methods of gRPC.
    Grpc grpc(ModelServer.Software software) {
        Permission ask = Permission.read(Resource.SERVER);
        return InferenceMethods.of(
                this, new InferenceMethods.Terms(Permission.open(), ask, MAX_BODY_BYTES), software.cairn());
    }

    @Override
    public byte[] metadata(GrpcCall call, InferenceCall asked) {
        require(asked);
        return InferenceCall.metadata(model.model(), name, version.isEmpty() ? List.of() : List.of(version));
    }

    @Override
    public void infer(GrpcCall call) throws IOException {
        long began = System.nanoTime();
        InferenceCall asked = InferenceMethods.read(call.message());
        require(asked);
        InferenceReply reply =
                counted(asked.message(), began, new Counting<>(InferenceReply::status, _ -> {}, () -> false), watch -> {
                    watch.modelBegins();
                    return asked.answer(model, version, ScoringLimits.DEFAULT);
                });
        InferenceMethods.answer(call, reply);
    }

    private void require(InferenceCall asked) {
        if (!protocol.is(asked.model(), asked.version())) {
            throw ApiException.missing(missing(asked.model(), asked.version()));
        }
    }

    private static String missing(String name, String version) {
        return "There is no model '%s'%s here.".formatted(name, version.isEmpty() ? "" : " of version " + version);
    }

    private Answer counted(byte[] body, long began, SentParts parts, Function<Figures.Watch, Answer> work) {
        Consumer<Answer> ending = answer -> {
            if (answer.isInParts()) {
                parts.end();
            }
        };
        return counted(body, began, new Counting<>(Answer::status, ending, parts::isGone), work);
    }

    /// How an answer is counted.
    ///
    /// @param ending what is done with it, if it comes in parts, before that
    /// @param isGone whether its sender went away meanwhile
    private record Counting<A>(ToIntFunction<A> status, Consumer<A> ending, BooleanSupplier isGone) {}

    private <A> A counted(byte[] body, long began, Counting<A> counting, Function<Figures.Watch, A> work) {
        Figures.Watch watch = figures.watch(began);
        int status = FAILED;
        try {
            A answer = computed(body, () -> {
                try {
                    return work.apply(watch);
                } finally {
                    watch.modelEnds();
                }
            });
            counting.ending().accept(answer);
            status = counting.status().applyAsInt(answer);
            return answer;
        } catch (ApiException refused) {
            status = refused.code().status();
            throw refused;
        } finally {
            watch.ends(counting.isGone().getAsBoolean() ? SentParts.GONE : status);
        }
    }

    private <A> A computed(byte[] body, Supplier<A> work) {
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
