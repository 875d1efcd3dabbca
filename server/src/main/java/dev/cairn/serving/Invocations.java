package dev.cairn.serving;

import dev.cairn.access.Caller;
import dev.cairn.access.Resource;
import dev.cairn.db.Database;
import dev.cairn.hosting.Figures;
import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import dev.cairn.http.Guard;
import dev.cairn.scoring.invocation.Answer;
import dev.cairn.serving.shadows.Answered;
import java.io.IOException;
import java.util.Optional;
import java.util.function.IntConsumer;

/// What endpoints are there for: requests to the models behind them.
final class Invocations {
    /// As on the managed platform (promises.md).
    private static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

    /// What a body is that nobody says anything of.
    private static final String JSON = "application/json";

    private static final int FAILED = 500;
    private static final String SERVED_BY = "served-model-name";

    private final Database database;
    private final Fleet fleet;
    private final BodyBudget budget = new BodyBudget();

    Invocations(Database database, Fleet fleet) {
        this.database = database;
        this.fleet = fleet;
    }

    /// `POST /serving-endpoints/{name}/invocations`, answered by one of its entities by their shares.
    void any(Exchange exchange) throws IOException {
        answer(exchange, Optional.empty());
    }

    /// `POST /serving-endpoints/{name}/served-models/{entity}/invocations`.
    void one(Exchange exchange) throws IOException {
        answer(exchange, Optional.of(exchange.pathParameter("entity")));
    }

    private void answer(Exchange exchange, Optional<String> entity) throws IOException {
        long began = System.nanoTime();
        LiveEndpoint endpoint = endpoint(exchange.caller(), exchange.pathParameter("name"));
        long announced = exchange.contentLength();
        if (announced > MAX_BODY_BYTES) {
            throw tooLarge();
        }
        budget.within(announced < 0 ? MAX_BODY_BYTES : announced, () -> {
            byte[] body = body(exchange);
            Traffic.Share share =
                    enter(endpoint, entity, entity.isPresent() ? Optional.empty() : key(endpoint, exchange, body));
            long asked = System.nanoTime();
            Answer answer = answer(exchange, share, body, outcome(endpoint, share, entity), began);
            long took = System.nanoTime() - asked;
            exchange.responseHeader(SERVED_BY, share.name()).send(answer.status(), answer.mediaType(), answer.body());
            if (endpoint.shadows().areOf(share.name())) {
                shadow(exchange, endpoint, share, body, answer, took);
            }
        });
    }

    /// Gives shadows a copy of what was answered.
    private static void shadow(
            Exchange exchange, LiveEndpoint endpoint, Traffic.Share share, byte[] body, Answer answer, long took) {
        Answered copy = new Answered(
                exchange.requestId(),
                body,
                exchange.header("Content-Type").orElse(JSON),
                answer.status(),
                answer.body(),
                took);
        endpoint.traffic().ifPresent(traffic -> endpoint.shadows().copy(traffic, share.name(), copy));
    }

    /// What is told how a request ended: the rollout, where it came to the entity by its share.
    private static IntConsumer outcome(LiveEndpoint endpoint, Traffic.Share share, Optional<String> asked) {
        long began = System.nanoTime();
        return status -> {
            if (asked.isEmpty()) {
                endpoint.count(share.name(), status, System.nanoTime() - began);
            }
        };
    }

    private static Answer answer(Exchange exchange, Traffic.Share share, byte[] body, IntConsumer outcome, long began) {
        Figures.Watch watch = share.watched().figures().watch(began);
        int status = FAILED;
        try {
            Answer answer =
                    share.served().answer(body, exchange.header("Content-Type").orElse(JSON), watch);
            status = answer.status();
            return answer;
        } catch (ApiException refused) {
            status = refused.code().status();
            throw refused;
        } catch (RuntimeException unforeseen) {
            share.watched()
                    .serving()
                    .add("A request to version %s failed: %s"
                            .formatted(share.version(), unforeseen.getClass().getSimpleName()));
            throw unforeseen;
        } finally {
            share.served().leave();
            watch.ends(status);
            outcome.accept(status);
        }
    }

    /// By what the request is divided from others; empty for chance.
    private static Optional<String> key(LiveEndpoint endpoint, Exchange exchange, byte[] body) {
        return endpoint.traffic().flatMap(Traffic::key).flatMap(key -> key.of(exchange, body));
    }

    /// What answers now, with the request counted in it.
    private static Traffic.Share enter(LiveEndpoint endpoint, Optional<String> entity, Optional<String> key) {
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

    private LiveEndpoint endpoint(Caller caller, String name) {
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

    private static byte[] body(Exchange exchange) throws IOException {
        byte[] body = exchange.body().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            throw tooLarge();
        }
        return body;
    }

    private static ApiException tooLarge() {
        return ApiException.badRequest("The request body is larger than %d MiB.".formatted(MAX_BODY_BYTES >> 20));
    }
}
