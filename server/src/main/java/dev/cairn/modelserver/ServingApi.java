package dev.cairn.modelserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.access.Permission;
import dev.cairn.access.Resource;
import dev.cairn.grpc.Grpc;
import dev.cairn.hosting.BodyBudget;
import dev.cairn.hosting.Counted;
import dev.cairn.hosting.Figures;
import dev.cairn.hosting.InferenceMethods;
import dev.cairn.hosting.InferenceModels;
import dev.cairn.hosting.InferenceRoutes;
import dev.cairn.hosting.MetricsText;
import dev.cairn.hosting.Pace;
import dev.cairn.hosting.ScoringThreads;
import dev.cairn.hosting.SentParts;
import dev.cairn.hosting.Watched;
import dev.cairn.http.ApiException;
import dev.cairn.http.BoundedBody;
import dev.cairn.http.Exchange;
import dev.cairn.http.Method;
import dev.cairn.http.Routes;
import dev.cairn.scoring.invocation.Answer;
import dev.cairn.scoring.invocation.InferenceQuestion;
import dev.cairn.scoring.invocation.InferenceReply;
import dev.cairn.scoring.invocation.Servable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/// The routes of one model: those that `mlflow models serve` has, those of the Open Inference Protocol, its methods of
/// gRPC, and `/metrics`.
final class ServingApi implements InferenceModels {
    private static final int MAX_BODY_BYTES = 64 * 1024 * 1024;
    private static final int OK = 200;
    private static final String JSON = "application/json";
    private static final Terms TERMS = new Terms(Permission.open(), Permission.read(Resource.SERVER), MAX_BODY_BYTES);

    private final Servable model;
    private final ScoringThreads threads;
    private final BodyBudget budget;
    private final Pace pace = new Pace();
    private final Figures figures = new Figures();
    private final String name;
    private final String version;

    /// @param budget what the bodies of its requests may take
    ServingApi(Servable model, String name, String version, ScoringThreads threads, BodyBudget budget) {
        this.model = model;
        this.threads = threads;
        this.budget = budget;
        this.name = name;
        this.version = version;
    }

    void register(Routes routes, ModelServer.Software software) {
        Routes.Api root = routes.root();
        for (String ready : new String[] {"ping", "health"}) {
            root.raw(Method.GET, ready, Permission.open(), exchange -> {
                InferenceModels.requireReady(trouble());
                exchange.send(OK, JSON, "\n".getBytes(UTF_8));
            });
        }
        byte[] version = software.mlflow().getBytes(UTF_8);
        root.raw(Method.GET, "version", Permission.open(), exchange -> exchange.send(OK, JSON, version));
        root.raw(Method.POST, "invocations", Permission.read(Resource.SERVER), this::invocations);
        root.raw(Method.GET, "metrics", Permission.open(), this::metrics);
        InferenceRoutes.register(root, this, TERMS, software.cairn());
    }

    private void invocations(Exchange exchange) throws IOException {
        String contentType = exchange.header("Content-Type").orElse("");
        long began = System.nanoTime();
        BoundedBody unread = BoundedBody.of(exchange, MAX_BODY_BYTES);
        budget.within(unread.first(), held -> {
            byte[] body = unread.read(exchange.body(), held::reserve);
            held.has(body.length);
            SentParts parts = new SentParts(exchange, SentParts.Words.MLFLOW, 0);
            Counted<Answer> counted = counted(began, Answer::status, parts::isGone);
            Answer answer = counted.by(watch -> ended(
                    parts,
                    computed(
                            Pace.weight(body.length, contentType),
                            watch,
                            () -> model.answer(body, contentType, new Watched(watch, parts)))));
            if (!answer.isInParts()) {
                held.answers(answer.body().length);
                exchange.send(answer.status(), answer.mediaType(), answer.body());
            }
        });
    }

    private static Answer ended(SentParts parts, Answer answer) {
        if (answer.isInParts()) {
            parts.end();
        }
        return answer;
    }

    private void metrics(Exchange exchange) {
        int concurrency = model.computesHere() ? Runtime.getRuntime().availableProcessors() : 1;
        MetricsText.Entity entity =
                MetricsText.Entity.of(model, version.isEmpty() ? name : version, concurrency, figures);
        MetricsText.send(exchange, name, List.of(entity));
    }

    /// Its methods of gRPC.
    Grpc grpc(ModelServer.Software software) {
        return InferenceMethods.of(this, TERMS, software.cairn());
    }

    @Override
    public Optional<String> trouble() {
        return model.trouble();
    }

    @Override
    public Described describe(Exchange exchange, String asked, String askedVersion) {
        require(asked, askedVersion);
        return new Described(model.model(), name, version.isEmpty() ? List.of() : List.of(version), trouble());
    }

    @Override
    public void infer(Asked asked) throws IOException {
        long began = System.nanoTime();
        asked.name().ifPresent(name -> require(name.model(), name.version()));
        budget.within(asked.length(), held -> {
            InferenceQuestion question = asked.read(held::reserve);
            held.has(question.message().length);
            answer(asked, question, held, began);
        });
    }

    private void answer(Asked asked, InferenceQuestion question, BodyBudget.Body held, long began) {
        require(question.model(), question.version());
        asked.deadline().check();
        Counted<InferenceReply> counted = counted(began, InferenceReply::status, () -> false);
        InferenceReply reply = counted.by(watch -> asked.deadline()
                .within(() -> computed(question.message().length, watch, () -> {
                    watch.modelBegins();
                    return question.answer(model, version);
                })));
        held.answers(reply.bytes());
        asked.answer(reply);
    }

    private void require(String asked, String askedVersion) {
        if (!asked.equals(name) || !(askedVersion.isEmpty() || askedVersion.equals(version))) {
            throw ApiException.missing("There is no model '%s'%s here."
                    .formatted(asked, askedVersion.isEmpty() ? "" : " of version " + askedVersion));
        }
    }

    private <A> Counted<A> counted(long began, ToIntFunction<A> status, BooleanSupplier isGone) {
        return new Counted<>(figures, began, status, isGone, (_, _, _) -> {});
    }

    private <A> A computed(int bytes, Figures.Watch watch, Supplier<A> work) {
        Supplier<A> watched = () -> {
            try {
                return work.get();
            } finally {
                watch.modelEnds();
            }
        };
        return model.computesHere() ? threads.run(pace, bytes, watched::get, () -> {}) : watched.get();
    }
}
