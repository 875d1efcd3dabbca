package dev.cairn.serving;

import dev.cairn.access.Act;
import dev.cairn.access.Caller;
import dev.cairn.access.Resource;
import dev.cairn.db.Database;
import dev.cairn.hosting.BodyBudget;
import dev.cairn.hosting.Pace;
import dev.cairn.hosting.SentParts;
import dev.cairn.http.ApiException;
import dev.cairn.http.BoundedBody;
import dev.cairn.http.Exchange;
import dev.cairn.http.Guard;
import dev.cairn.inference.Answered.Body;
import dev.cairn.scoring.invocation.Answer;
import dev.cairn.scoring.invocation.Asker;
import dev.cairn.scoring.invocation.Servable;
import dev.cairn.serving.openai.EmbeddingsRequest;
import dev.cairn.serving.openai.OpenAiRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What endpoints are there for: requests to the models behind them.
final class Invocations {
    /// As on the managed platform (promises.md).
    static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

    private final Database database;
    private final Fleet fleet;
    private final Asking asking;
    private final BodyBudget budget;

    Invocations(Database database, Fleet fleet, Asking asking, BodyBudget budget) {
        this.database = database;
        this.fleet = fleet;
        this.asking = asking;
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
        openAi(
                exchange,
                asked -> new Invocation(exchange, new Body(asked.body(), Answer.JSON), SentParts.Words.OPENAI));
    }

    /// `POST /serving-endpoints/embeddings`.
    void embeddings(Exchange exchange) throws IOException {
        openAi(exchange, asked -> Invocation.ofEmbeddings(exchange, EmbeddingsRequest.of(asked)));
    }

    private void openAi(Exchange exchange, Function<OpenAiRequest, Invocation> question) throws IOException {
        long began = System.nanoTime();
        requireJson(exchange);
        BoundedBody body = BoundedBody.of(exchange, MAX_BODY_BYTES);
        budget.within(body.first(), held -> {
            OpenAiRequest asked = OpenAiRequest.read(read(body, exchange, held));
            Act.isAbout("name", asked.endpoint());
            LiveEndpoint endpoint = endpoint(exchange.caller(), asked.endpoint());
            asking.answer(new Asking.Request(exchange, endpoint, Optional.empty(), held, began), question.apply(asked));
        });
    }

    private void answer(Exchange exchange, Optional<String> entity) throws IOException {
        long began = System.nanoTime();
        LiveEndpoint endpoint = endpoint(exchange.caller(), exchange.pathParameter("name"));
        BoundedBody body = BoundedBody.of(exchange, MAX_BODY_BYTES);
        budget.within(body.first(), held -> {
            String type = exchange.header("Content-Type").orElse(Answer.JSON);
            asking.answer(
                    new Asking.Request(exchange, endpoint, entity, held, began),
                    Invocation.unread(exchange, () -> new Body(read(body, exchange, held), type)));
        });
    }

    /// A request as MLflow's scoring server takes it. Used by one thread but for [#ask].
    private static final class Invocation implements Asking.Question<Answer> {
        private final Exchange exchange;
        private final SentParts.Words words;
        private final @Nullable EmbeddingsRequest embeddings;
        private volatile Body request;
        private @Nullable SentParts parts;
        private @Nullable Reading unread;

        /// Reads a body.
        private interface Reading {
            Body read() throws IOException;
        }

        /// @param words in which parts of the answer are sent
        private Invocation(Exchange exchange, Body request, SentParts.Words words) {
            this(exchange, request, words, null);
        }

        private Invocation(
                Exchange exchange, Body request, SentParts.Words words, @Nullable EmbeddingsRequest embeddings) {
            this.exchange = exchange;
            this.request = request;
            this.words = words;
            this.embeddings = embeddings;
        }

        /// One of MLflow's whose body is read once there is room for it.
        private static Invocation unread(Exchange exchange, Reading reading) {
            Invocation invocation = new Invocation(exchange, Body.UNREAD, SentParts.Words.MLFLOW);
            invocation.unread = reading;
            return invocation;
        }

        @Override
        public void read() throws IOException {
            Reading reading = unread;
            if (reading != null) {
                request = reading.read();
                unread = null;
            }
        }

        /// One whose answer is sent in OpenAI's shape; it is kept, and compared with those of others, as it was made.
        private static Invocation ofEmbeddings(Exchange exchange, EmbeddingsRequest asked) {
            return new Invocation(exchange, new Body(asked.body(), Answer.JSON), SentParts.Words.OPENAI, asked);
        }

        @Override
        public Optional<String> value(SplitKey.OfBody key) {
            return key.in(request.bytes());
        }

        @Override
        public int bytes() {
            return request.bytes().length;
        }

        @Override
        public int weight() {
            return Pace.weight(bytes(), request.mediaType());
        }

        @Override
        public Asker asker(int most) {
            SentParts taken = new SentParts(exchange, words, most);
            parts = taken;
            return taken;
        }

        @Override
        public Answer ask(Servable model, String version, Asker told) {
            EmbeddingsRequest asked = embeddings;
            if (asked != null) {
                request = new Body(asked.bodyFor(model.model().signature()), Answer.JSON);
            }
            return model.answer(request.bytes(), request.mediaType(), told);
        }

        @Override
        public Answer whole(Answer answer) {
            SentParts taken = parts;
            if (taken == null || !answer.isInParts()) {
                return answer;
            }
            taken.end();
            return kept(answer.status(), taken);
        }

        private static Answer kept(int status, SentParts parts) {
            return new Answer(status, Answer.EVENTS, parts.kept(), Answer.ALL_JSON);
        }

        @Override
        public boolean isGone() {
            return parts != null && parts.isGone();
        }

        @Override
        public int status(Answer answer) {
            return answer.status();
        }

        @Override
        public int bytes(Answer answer) {
            return answer.body().length;
        }

        @Override
        public int unsent(Answer answer) {
            return answer.isInParts() ? 0 : bytes(answer);
        }

        @Override
        public void send(Answer answer) {
            if (!answer.isInParts()) {
                exchange.send(answer.status(), answer.mediaType(), body(answer));
            }
        }

        private byte[] body(Answer answer) {
            EmbeddingsRequest asked = embeddings;
            boolean isAnswered =
                    answer.status() == Answer.OK && answer.mediaType().equals(Answer.JSON);
            return asked != null && isAnswered ? asked.shaped(answer.body()) : answer.body();
        }

        @Override
        public Capturing.Sent sent(@Nullable Answer answer, int most) {
            SentParts taken = parts;
            return Capturing.Sent.of(
                    request, answer == null && taken != null && taken.isGone() ? kept(SentParts.GONE, taken) : answer);
        }

        @Override
        public boolean isCopied(Answer answer) {
            return parts != null && !parts.wereAsked();
        }
    }

    /// @throws ApiException if it is not ready, or not there for this caller
    LiveEndpoint endpoint(Caller caller, String name) {
        Optional<LiveEndpoint> found = fleet.find(caller.workspace(), name);
        if (found.isEmpty()) {
            boolean isStored = database.read(tx -> new EndpointStore(tx).find(caller, name))
                    .isPresent();
            throw isStored ? LiveEndpoint.notReady() : Endpoints.missing(name);
        }
        if (!Guard.admits(caller, Resource.SERVING_ENDPOINT, found.get().id())) {
            throw Endpoints.missing(name);
        }
        return found.get();
    }

    private static void requireJson(Exchange exchange) {
        String type = exchange.header("Content-Type").orElse("");
        if (!type.replaceFirst(";.*", "").strip().equalsIgnoreCase(Answer.JSON)) {
            throw ApiException.invalid("Bad Request. Content-Type must be one of ['application/json'].");
        }
    }

    private static byte[] read(BoundedBody body, Exchange exchange, BodyBudget.Body held) throws IOException {
        byte[] bytes = body.read(exchange.body(), held::reserve);
        held.has(bytes.length);
        return bytes;
    }
}
