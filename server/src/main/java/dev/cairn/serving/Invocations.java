package dev.cairn.serving;

import dev.cairn.access.Act;
import dev.cairn.access.Caller;
import dev.cairn.access.Resource;
import dev.cairn.db.Database;
import dev.cairn.hosting.Figures;
import dev.cairn.hosting.SentParts;
import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import dev.cairn.http.Guard;
import dev.cairn.inference.Answered.Body;
import dev.cairn.inference.InferenceTables;
import dev.cairn.scoring.invocation.Answer;
import dev.cairn.serving.shadows.CopiedRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What endpoints are there for: requests to the models behind them.
final class Invocations {
    /// As on the managed platform (promises.md).
    static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

    /// What is reserved for a body whose length is not announced, before it turns out to be longer.
    private static final int FIRST_BYTES = 64 * 1024;

    private static final int FAILED = 500;
    static final String SERVED_BY = "served-model-name";

    private final Database database;
    private final Fleet fleet;
    private final InferenceTables tables;
    private final BodyBudget budget;

    Invocations(Database database, Fleet fleet, InferenceTables tables, BodyBudget budget) {
        this.database = database;
        this.fleet = fleet;
        this.tables = tables;
        this.budget = budget;
    }

    /// `POST /serving-endpoints/{name}/invocations`, answered by one of its entities by their shares.
    void any(Exchange exchange) throws IOException {
        answer(exchange, Optional.empty());
    }

    /// `POST /serving-endpoints/{name}/served-models/{entity}/invocations`.
    void one(Exchange exchange) throws IOException {
        answer(exchange, Optional.of(exchange.pathParameter("entity")));
    }

    /// `POST /serving-endpoints/chat/completions` and its like, of which the body names the endpoint.
    void openAi(Exchange exchange) throws IOException {
        long began = System.nanoTime();
        requireJson(exchange);
        int size = size(exchange);
        budget.within(size, held -> {
            OpenAiRequest asked = OpenAiRequest.read(body(exchange, size, held));
            Act.isAbout("name", asked.endpoint());
            LiveEndpoint endpoint = endpoint(exchange.caller(), asked.endpoint());
            Call call = new Call(exchange, endpoint, Optional.empty(), SentParts.Words.OPENAI, began);
            answer(call, new Body(asked.body(), Answer.JSON), held);
        });
    }

    private void answer(Exchange exchange, Optional<String> entity) throws IOException {
        long began = System.nanoTime();
        LiveEndpoint endpoint = endpoint(exchange.caller(), exchange.pathParameter("name"));
        int size = size(exchange);
        budget.within(size, held -> {
            Body request = new Body(
                    body(exchange, size, held), exchange.header("Content-Type").orElse(Answer.JSON));
            answer(new Call(exchange, endpoint, entity, SentParts.Words.MLFLOW, began), request, held);
        });
    }

    /// What is asked for.
    ///
    /// @param entity empty for whichever gets it by its share
    /// @param words  in which parts of the answer are sent
    private record Call(
            Exchange exchange, LiveEndpoint endpoint, Optional<String> entity, SentParts.Words words, long began) {}

    private void answer(Call call, Body request, BodyBudget.Body held) throws IOException {
        Exchange exchange = call.exchange;
        LiveEndpoint endpoint = call.endpoint;
        Optional<String> key = call.entity.isEmpty() ? key(endpoint, exchange, request.bytes()) : Optional.empty();
        Traffic.Share share = enter(endpoint, call.entity, key);
        Capturing capturing = Capturing.begin(tables, exchange, endpoint, share);
        SentParts parts = new SentParts(exchange, call.words, capturing.mostOfAnswer());
        try {
            long before = System.nanoTime();
            exchange.responseHeader(SERVED_BY, share.name());
            held.enter(); // the model may go on with it when its sender has gone
            Scored scored = new Scored(request, parts, held::leave, (status, given, took) -> {
                capturing.ended(status, () -> Capturing.Sent.of(request, given), took);
                if (call.entity.isEmpty() && status != SentParts.GONE) { // which says nothing of the model
                    endpoint.count(share.name(), status, took.first());
                }
            });
            Answer answer = answer(share, scored, call.began);
            long took = System.nanoTime() - before;
            if (answer.isInParts()) {
                return;
            }
            exchange.send(answer.status(), answer.mediaType(), answer.body());
            if (!parts.wereAsked() && endpoint.shadows().areOf(share.name())) {
                shadow(
                        endpoint,
                        share,
                        request.bytes().length + answer.body().length,
                        () -> new CopiedRequest(
                                exchange.requestId(),
                                request.bytes(),
                                request.mediaType(),
                                answer.status(),
                                answer.body(),
                                took,
                                tables.redacts(endpoint.id())));
            }
        } finally {
            capturing.keep();
        }
    }

    /// What is told how a request ended.
    private interface Ending {
        void ended(int status, @Nullable Answer answer, Figures.Took took);
    }

    /// Gives shadows a copy of what was answered.
    ///
    /// @param bytes how many it has at least
    /// @param copy  which is made where a shadow takes it
    static void shadow(LiveEndpoint endpoint, Traffic.Share share, long bytes, Supplier<CopiedRequest> copy) {
        endpoint.traffic().ifPresent(traffic -> endpoint.shadows().copy(traffic, share.name(), bytes, copy));
    }

    /// A body that is given to a model.
    ///
    /// @param parts  who takes the answer if it comes in parts
    /// @param over   is told when the model needs it no more
    /// @param ending is told how the request ended
    private record Scored(Body request, SentParts parts, Runnable over, Ending ending) {}

    private static Answer answer(Traffic.Share share, Scored scored, long began) {
        Figures.Watch watch = share.watched().figures().watch(began);
        int status = FAILED;
        @Nullable Answer answer = null;
        try {
            Body request = scored.request();
            answer = share.served().answer(request.bytes(), request.mediaType(), watch, scored.parts(), scored.over());
            if (answer.isInParts()) {
                scored.parts().end();
                answer = new Answer(
                        answer.status(), Answer.EVENTS, scored.parts().kept(), Answer.ALL_JSON);
            }
            status = answer.status();
            return answer;
        } catch (ApiException refused) {
            status = refused.code().status();
            throw refused;
        } catch (RuntimeException unforeseen) {
            if (scored.parts().isGone()) {
                status = SentParts.GONE;
                answer =
                        new Answer(SentParts.GONE, Answer.EVENTS, scored.parts().kept(), Answer.ALL_JSON);
                throw unforeseen;
            }
            share.watched()
                    .serving()
                    .add("A request to version %s failed: %s"
                            .formatted(share.version(), unforeseen.getClass().getSimpleName()));
            throw unforeseen;
        } finally {
            share.served().leave();
            scored.ending().ended(status, answer, watch.ends(status));
        }
    }

    /// By what the request is divided from others; empty for chance.
    static Optional<String> key(LiveEndpoint endpoint, Exchange exchange, byte[] body) {
        return endpoint.traffic().flatMap(Traffic::key).flatMap(key -> key.of(exchange, body));
    }

    /// What answers now, with the request counted in it.
    static Traffic.Share enter(LiveEndpoint endpoint, Optional<String> entity, Optional<String> key) {
        while (true) {
            Traffic traffic = endpoint.traffic().orElseThrow(() -> ApiException.busy("The endpoint is not ready."));
            Traffic.Share share = entity.isEmpty()
                    ? key.map(traffic::pick).orElseGet(traffic::pick)
                    : traffic.find(entity.get())
                            .orElseThrow(() -> ApiException.missing(
                                    "The endpoint serves no entity '%s'.".formatted(entity.get())));
            if (share.served().enter()) {
                return share;
            }
        }
    }

    /// @throws ApiException if it is not ready, or not there for this caller
    LiveEndpoint endpoint(Caller caller, String name) {
        Optional<LiveEndpoint> found = fleet.find(caller.workspace(), name);
        if (found.isEmpty()) {
            boolean isStored = database.read(tx -> new EndpointStore(tx).find(caller, name))
                    .isPresent();
            throw isStored ? ApiException.busy("The endpoint is not ready.") : Endpoints.missing(name);
        }
        if (!Guard.admits(caller, Resource.SERVING_ENDPOINT, found.get().id())) {
            throw Endpoints.missing(name);
        }
        return found.get();
    }

    /// What a body has, or is first taken to have.
    private static int size(Exchange exchange) {
        long announced = exchange.contentLength();
        if (announced > MAX_BODY_BYTES) {
            throw tooLarge();
        }
        return announced < 0 ? FIRST_BYTES : Math.toIntExact(announced);
    }

    private static void requireJson(Exchange exchange) {
        String type = exchange.header("Content-Type").orElse("");
        if (!type.replaceFirst(";.*", "").strip().equalsIgnoreCase(Answer.JSON)) {
            throw ApiException.invalid("Bad Request. Content-Type must be one of ['application/json'].");
        }
    }

    /// The memory of a body of unknown length is reserved as it grows.
    private static byte[] body(Exchange exchange, int size, BodyBudget.Body held) throws IOException {
        byte[] body = {};
        int most = size;
        while (true) {
            held.reserve(most);
            byte[] rest = exchange.body().readNBytes(most + 1 - body.length); // the one more tells whether that is all
            body = body.length == 0 ? rest : joined(body, rest);
            if (body.length <= most) {
                held.has(body.length);
                return body;
            }
            if (most == MAX_BODY_BYTES) {
                throw tooLarge();
            }
            most = Math.min(2 * most, MAX_BODY_BYTES);
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static ApiException tooLarge() {
        return ApiException.badRequest("The request body is larger than %d MiB.".formatted(MAX_BODY_BYTES >> 20));
    }
}
