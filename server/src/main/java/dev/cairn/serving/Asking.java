package dev.cairn.serving;

import dev.cairn.hosting.BodyBudget;
import dev.cairn.hosting.Counted;
import dev.cairn.hosting.SentParts;
import dev.cairn.hosting.Watched;
import dev.cairn.http.ApiException;
import dev.cairn.http.Deadline;
import dev.cairn.http.Exchange;
import dev.cairn.inference.InferenceTables;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.scoring.invocation.Asker;
import dev.cairn.scoring.invocation.Servable;
import dev.cairn.serving.shadows.CopiedRequest;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Has a request answered by an entity of an endpoint, in whatever protocol it came: whose it is, what counts and is
/// kept of it, and who gets a copy.
final class Asking {
    private static final String SERVED_BY = "served-model-name";

    /// A body that is not read, as no entity could take the request that it is of.
    private static final SplitKey.Fields UNREAD = _ -> Optional.empty();

    private final InferenceTables tables;

    Asking(InferenceTables tables) {
        this.tables = tables;
    }

    /// A request in the words of its protocol.
    interface Question<A> extends SplitKey.Fields {
        /// Reads its body, where that was not done before: what is refused whatever it says is
        /// refused without that.
        default void read() throws IOException {
            // it is there
        }

        /// How many bytes it has.
        int bytes();

        /// The bytes by which is judged how long a model will take for it.
        default int weight() {
            return bytes();
        }

        /// Until when its sender waits.
        default Deadline deadline() {
            return Deadline.NONE;
        }

        /// Who takes an answer that comes in parts.
        ///
        /// @param most about how many bytes of it are worth keeping
        default Asker asker(int most) {
            return Asker.NOBODY;
        }

        /// Asks a model.
        A ask(Servable model, String version, Asker told);

        /// What the model's answer is in the end.
        default A whole(A answer) {
            return answer;
        }

        /// Whether its sender went away before the answer was whole.
        default boolean isGone() {
            return false;
        }

        int status(A answer);

        /// How many bytes an answer has.
        int bytes(A answer);

        /// How many of them are yet to be sent.
        default int unsent(A answer) {
            return bytes(answer);
        }

        /// Sends an answer, if that was not done before.
        void send(A answer);

        /// What it was, and its answer, as they are kept, which know requests to `/invocations`.
        ///
        /// @param answer null where there is none
        /// @param most   what is larger is not kept, and need not be in that form
        Capturing.Sent sent(@Nullable A answer, int most);

        /// Whether shadows are asked the same.
        boolean isCopied(A answer);
    }

    /// A request to an endpoint.
    ///
    /// @param entity which of it is asked, empty for whichever gets the request by its share
    /// @param held   the memory of the request
    /// @param began  when the server began with it
    record Request(
            Exchange exchange, LiveEndpoint endpoint, Optional<String> entity, BodyBudget.Body held, long began) {}

    /// Has it answered.
    ///
    /// @throws ApiException if the endpoint is called too often, too
    <A> void answer(Request request, Question<A> question) throws IOException {
        question.deadline().check();
        tables.admit(request.endpoint.id(), request.exchange.caller());
        Exchange exchange = request.exchange;
        boolean hasRoom = request.endpoint.hasRoom(request.entity);
        if (hasRoom) {
            question.read();
        }
        Traffic.Share share = enter(request, hasRoom ? question : UNREAD);
        Capturing capturing = Capturing.begin(tables, exchange, request.endpoint, share);
        try {
            long before = System.nanoTime();
            exchange.responseHeader(SERVED_BY, share.name());
            A answer = answer(request, share, hasRoom, question, capturing);
            long took = System.nanoTime() - before;
            request.held.answers(question.unsent(answer));
            question.send(answer);
            if (question.isCopied(answer)) {
                shadow(request, share, question, answer, took);
            }
        } finally {
            capturing.keep();
        }
    }

    /// @param hasRoom whether one of the entities could take it; if not, it counts as refused at
    ///                this one
    private static <A> A answer(
            Request request, Traffic.Share share, boolean hasRoom, Question<A> question, Capturing capturing) {
        int most = capturing.mostOfAnswer();
        Asker asker = question.asker(most);
        boolean wasAtRest = share.served().isAtRest();
        Counted.Ending<A> ending = (status, given, took) -> {
            capturing.ended(status, () -> question.sent(given, most), took);
            boolean wasLoaded = given != null
                    || !wasAtRest
                    || !share.served().isAtRest()
                    || share.served().trouble().isPresent();
            if (request.entity.isEmpty() && !isOfCaller(status, given) && wasLoaded) {
                // how long the loading took says nothing of the version
                request.endpoint.count(share.name(), status, wasAtRest ? 0 : took.first());
            }
        };
        request.held.enter(); // the model may go on with it when its sender has gone
        try {
            return new Counted<A>(share.figures(), request.began, question::status, question::isGone, ending)
                    .by(watch -> {
                        if (!hasRoom) {
                            request.held.leave();
                            throw share.served().full();
                        }
                        return asked(request, share, question, new Watched(watch, asker));
                    });
        } finally {
            share.served().leave();
        }
    }

    /// Whether it says nothing of the model: whoever asked went away, or had no more time.
    ///
    /// @param given null where the model gave no answer; its own may have any status
    private static boolean isOfCaller(int status, @Nullable Object given) {
        return status == SentParts.GONE || (given == null && status == ErrorCode.DEADLINE_EXCEEDED.status());
    }

    private static <A> A asked(Request request, Traffic.Share share, Question<A> question, Watched asker) {
        try {
            return question.whole(share.served()
                    .answer(
                            question.weight(),
                            (model, told) -> question.ask(model, share.version(), told),
                            asker,
                            question.deadline(),
                            request.held::leave));
        } catch (ApiException refused) {
            throw refused;
        } catch (RuntimeException unforeseen) {
            if (!question.isGone()) {
                share.watched()
                        .serving()
                        .add("A request to version %s failed: %s"
                                .formatted(
                                        share.version(), unforeseen.getClass().getSimpleName()));
            }
            throw unforeseen;
        }
    }

    /// Gives shadows a copy of what was answered.
    private <A> void shadow(Request request, Traffic.Share share, Question<A> question, A answer, long took) {
        LiveEndpoint endpoint = request.endpoint;
        if (!endpoint.shadows().areOf(share.name())) {
            return;
        }
        long bytes = (long) question.bytes() + question.bytes(answer);
        endpoint.traffic()
                .ifPresent(traffic -> endpoint.shadows().copy(traffic, share.name(), bytes, () -> {
                    Capturing.Sent sent = question.sent(answer, Integer.MAX_VALUE);
                    return new CopiedRequest(
                            request.exchange.requestId(),
                            sent.request().bytes(),
                            sent.request().mediaType(),
                            question.status(answer),
                            Objects.requireNonNull(sent.answer()).bytes(),
                            took,
                            tables.redacts(endpoint.id()));
                }));
    }

    /// What answers now, with the request counted in it.
    private static Traffic.Share enter(Request request, SplitKey.Fields fields) {
        LiveEndpoint endpoint = request.endpoint;
        Optional<String> key = request.entity.isEmpty()
                ? endpoint.traffic().flatMap(Traffic::key).flatMap(by -> by.of(request.exchange, fields))
                : Optional.empty();
        while (true) {
            Traffic traffic = endpoint.ready();
            Traffic.Share share = request.entity.isEmpty()
                    ? key.map(traffic::pick).orElseGet(traffic::pick)
                    : traffic.get(request.entity.get());
            if (share.served().enter()) {
                return share;
            }
        }
    }
}
