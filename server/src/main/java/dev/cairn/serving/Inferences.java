package dev.cairn.serving;

import dev.cairn.access.Act;
import dev.cairn.hosting.BodyBudget;
import dev.cairn.hosting.InferenceModels;
import dev.cairn.http.ApiException;
import dev.cairn.http.Deadline;
import dev.cairn.http.Exchange;
import dev.cairn.http.Json;
import dev.cairn.inference.Answered.Body;
import dev.cairn.scoring.invocation.Answer;
import dev.cairn.scoring.invocation.Asker;
import dev.cairn.scoring.invocation.InferenceBody;
import dev.cairn.scoring.invocation.InferenceCall;
import dev.cairn.scoring.invocation.InferenceQuestion;
import dev.cairn.scoring.invocation.InferenceReply;
import dev.cairn.scoring.invocation.Servable;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Endpoints as models of the Open Inference Protocol. A model is an endpoint; its version, where a request says
/// one, is that of an entity, or the entity's name.
final class Inferences implements InferenceModels {
    private final Invocations invocations;
    private final Asking asking;
    private final BodyBudget budget;

    Inferences(Invocations invocations, Asking asking, BodyBudget budget) {
        this.invocations = invocations;
        this.asking = asking;
        this.budget = budget;
    }

    @Override
    public Described describe(Exchange exchange, String name, String version) {
        Act.isAbout("name", name);
        LiveEndpoint endpoint = invocations.endpoint(exchange.caller(), name);
        Traffic traffic = endpoint.ready();
        Traffic.Share share = entity(traffic, version)
                .map(traffic::get)
                .orElseGet(() -> traffic.shares().stream()
                        .max(Comparator.comparingInt(Traffic.Share::percentage))
                        .orElseThrow());
        List<String> versions =
                traffic.shares().stream().map(Traffic.Share::version).distinct().toList();
        return new Described(
                share.served().model(), name, versions, share.served().trouble());
    }

    /// The name of the entity that is meant, empty for whichever gets the request by its share.
    private static Optional<String> entity(Traffic traffic, String version) {
        if (version.isEmpty()) {
            return Optional.empty();
        }
        if (traffic.find(version).isPresent()) {
            return Optional.of(version);
        }
        List<String> names = traffic.shares().stream()
                .filter(share -> share.version().equals(version))
                .map(Traffic.Share::name)
                .toList();
        if (names.size() > 1) {
            throw ApiException.invalid("Several entities serve a version '%s'; say which: %s."
                    .formatted(version, String.join(", ", names)));
        }
        return Optional.of(names.isEmpty() ? version : names.getFirst());
    }

    @Override
    public void infer(Asked asked) throws IOException {
        long began = System.nanoTime();
        Optional<Target> named = asked.name().map(name -> target(asked.exchange(), name));
        budget.within(asked.length(), held -> {
            Inference question = new Inference(asked, held);
            Target target = named.isPresent() ? named.get() : target(asked.exchange(), question.name());
            asking.answer(
                    new Asking.Request(asked.exchange(), target.endpoint(), target.entity(), held, began), question);
        });
    }

    /// Who answers a request.
    ///
    /// @param entity empty for whichever gets it by its share
    private record Target(LiveEndpoint endpoint, Optional<String> entity) {}

    private Target target(Exchange exchange, Name name) {
        Act.isAbout("name", name.model());
        LiveEndpoint endpoint = invocations.endpoint(exchange.caller(), name.model());
        return new Target(endpoint, entity(endpoint.ready(), name.version()));
    }

    /// A request of the protocol, be it over HTTP or gRPC. Read by one thread.
    private static final class Inference implements Asking.Question<InferenceReply> {
        private final Asked asked;
        private final BodyBudget.Body held;
        private volatile @Nullable InferenceQuestion question;

        /// @param held the memory of the request
        private Inference(Asked asked, BodyBudget.Body held) {
            this.asked = asked;
            this.held = held;
        }

        /// Who is asked, as the request itself says, which is read for that.
        private Name name() throws IOException {
            read();
            return new Name(question().model(), question().version());
        }

        @Override
        public void read() throws IOException {
            if (question == null) {
                InferenceQuestion read = asked.read(held::reserve);
                held.has(read.message().length);
                question = read;
            }
        }

        /// Once it is read.
        private InferenceQuestion question() {
            return Objects.requireNonNull(question);
        }

        @Override
        public Optional<String> value(SplitKey.OfBody key) {
            return question().value(key.name());
        }

        @Override
        public int bytes() {
            return question().message().length;
        }

        @Override
        public Deadline deadline() {
            return asked.deadline();
        }

        @Override
        public InferenceReply ask(Servable model, String version, Asker told) {
            told.begins();
            return question().answer(model, version);
        }

        @Override
        public int status(InferenceReply reply) {
            return reply.status();
        }

        @Override
        public int bytes(InferenceReply reply) {
            return reply.bytes();
        }

        @Override
        public void send(InferenceReply reply) {
            asked.answer(reply);
        }

        /// What is too large to be kept is not turned into JSON, which is larger still.
        @Override
        public Capturing.Sent sent(@Nullable InferenceReply reply, int most) {
            @Nullable InferenceQuestion read = question;
            if (read == null) {
                return new Capturing.Sent(Body.UNREAD, null);
            }
            byte[] message = read.message();
            Body raw = new Body(
                    message,
                    switch (read) {
                        case InferenceCall _ -> Answer.PROTOBUF;
                        case InferenceBody body -> body.isJson() ? Answer.JSON : Answer.BYTES;
                    });
            return switch (reply) {
                case null -> new Capturing.Sent(raw, null);
                case InferenceReply.Predicted predicted -> {
                    Answer given = predicted.given();
                    yield Capturing.Sent.of(
                            message.length > most ? raw : new Body(predicted.request(), Answer.JSON),
                            given.body().length > most ? given : predicted.answer());
                }
                case InferenceReply.Refused refused ->
                    new Capturing.Sent(raw, new Body(Json.write(Map.of("error", refused.why())), Answer.JSON));
            };
        }

        @Override
        public boolean isCopied(InferenceReply reply) {
            return reply instanceof InferenceReply.Predicted;
        }
    }
}
