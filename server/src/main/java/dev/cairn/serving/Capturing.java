package dev.cairn.serving;

import dev.cairn.hosting.Figures.Took;
import dev.cairn.http.Exchange;
import dev.cairn.inference.Answered;
import dev.cairn.inference.Answered.Body;
import dev.cairn.inference.Capture;
import dev.cairn.inference.InferenceTables;
import dev.cairn.scoring.ColumnSpec;
import dev.cairn.scoring.Schema;
import dev.cairn.scoring.TensorSpec;
import dev.cairn.scoring.invocation.Answer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One request on its way into the inference table of its endpoint, if it is to be kept there.
sealed interface Capturing {
    /// Begins to; the answer will name the request.
    static Capturing begin(InferenceTables tables, Exchange exchange, LiveEndpoint endpoint, Traffic.Share share) {
        Optional<Capture> capture = tables.capture(endpoint.id());
        return capture.isEmpty() ? Nothing.IS_KEPT : Kept.begin(tables, capture.get(), exchange, share);
    }

    /// How many bytes of an answer that comes in parts are worth keeping.
    int mostOfAnswer();

    /// The model has answered, or did not.
    ///
    /// @param sent what was asked and answered, which is looked at when it is kept
    void ended(int status, Supplier<Sent> sent, Took took);

    /// What went over the wire.
    ///
    /// @param request [Body#UNREAD] where it was refused before it was read
    /// @param answer  null where the model gave none
    record Sent(Body request, @Nullable Body answer) {
        static Sent of(Body request, @Nullable Answer answer) {
            return new Sent(request, answer == null ? null : new Body(answer.body(), answer.mediaType()));
        }
    }

    /// Keeps what became of it.
    void keep();

    /// What costs the requests of endpoints that keep nothing as little as it can.
    enum Nothing implements Capturing {
        IS_KEPT;

        @Override
        public int mostOfAnswer() {
            return 0;
        }

        @Override
        public void ended(int status, Supplier<Sent> sent, Took took) {
            // nobody wants to know
        }

        @Override
        public void keep() {
            // there is nothing
        }
    }

    /// A request that is to be kept.
    final class Kept implements Capturing {
        private static final String ID = "databricks-request-id";
        private static final String CLIENT_ID = "client-request-id";
        private static final int MAX_CLIENT_ID = 255;
        private static final double NANOS = 1e6;

        private final InferenceTables tables;
        private final Capture capture;
        private final Traffic.Share share;
        private final String requester;
        private final @Nullable String clientId;
        private @Nullable Supplier<Answered> answered;

        private Kept(InferenceTables tables, Capture capture, Exchange exchange, Traffic.Share share) {
            this.tables = tables;
            this.capture = capture;
            this.share = share;
            this.requester = exchange.caller().user();
            this.clientId = exchange.header(CLIENT_ID)
                    .filter(id -> id.length() <= MAX_CLIENT_ID)
                    .orElse(null);
        }

        private static Kept begin(InferenceTables tables, Capture capture, Exchange exchange, Traffic.Share share) {
            exchange.responseHeader(ID, capture.id());
            return new Kept(tables, capture, exchange, share);
        }

        @Override
        public int mostOfAnswer() {
            return (int) capture.mostBytes();
        }

        @Override
        public void ended(int status, Supplier<Sent> sent, Took took) {
            Schema outputs = share.served().signature().outputs();
            Answered.Asked asked = new Answered.Asked(
                    share.name(),
                    Objects.requireNonNull(share.entity().entityName()),
                    share.version(),
                    requester,
                    clientId,
                    names(share.served().signature().inputs()),
                    names(outputs));
            answered = () -> {
                Sent both = sent.get();
                return new Answered(asked, both.request(), status, both.answer(), millis(took));
            };
        }

        @Override
        public void keep() {
            @Nullable Supplier<Answered> whole = answered;
            if (whole != null) {
                tables.keep(capture, whole.get());
            }
        }

        private static Answered.Took millis(Took took) {
            return took.parts()
                    .map(parts -> new Answered.Took(
                            took.whole() / NANOS,
                            parts.queue() / NANOS,
                            parts.model() / NANOS,
                            parts.overhead() / NANOS))
                    .orElseGet(() -> new Answered.Took(took.whole() / NANOS, null, null, null));
        }

        /// Those that have any, in their order.
        private static List<String> names(Schema schema) {
            Stream<@Nullable String> names = switch (schema) {
                case Schema.Columns(List<ColumnSpec> columns) ->
                    columns.stream().map(ColumnSpec::name);
                case Schema.Tensors(List<TensorSpec> tensors) ->
                    tensors.stream().map(TensorSpec::name);
                case Schema.Absent _ -> Stream.empty();
            };
            return names.filter(Objects::nonNull).toList();
        }
    }
}
