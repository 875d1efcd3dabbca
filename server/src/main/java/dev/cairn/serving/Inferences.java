package dev.cairn.serving;

import dev.cairn.access.Act;
import dev.cairn.grpc.GrpcCall;
import dev.cairn.hosting.Figures;
import dev.cairn.hosting.InferenceMethods;
import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import dev.cairn.http.Json;
import dev.cairn.inference.Answered.Body;
import dev.cairn.inference.InferenceTables;
import dev.cairn.scoring.ScoringLimits;
import dev.cairn.scoring.invocation.Answer;
import dev.cairn.scoring.invocation.Asker;
import dev.cairn.scoring.invocation.InferenceCall;
import dev.cairn.scoring.invocation.InferenceReply;
import dev.cairn.serving.shadows.CopiedRequest;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Endpoints as models of the Open Inference Protocol over gRPC. A model is an endpoint; its version, where a call says
/// one, is that of an entity, or the entity's name.
final class Inferences implements InferenceMethods.Models {
    private static final int FAILED = 500;
    private static final String PROTOBUF = "application/x-protobuf";

    private final Invocations invocations;
    private final InferenceTables tables;
    private final BodyBudget budget;

    Inferences(Invocations invocations, InferenceTables tables, BodyBudget budget) {
        this.invocations = invocations;
        this.tables = tables;
        this.budget = budget;
    }

    @Override
    public byte[] metadata(GrpcCall call, InferenceCall asked) {
        Act.isAbout("name", asked.model());
        LiveEndpoint endpoint = invocations.endpoint(call.exchange().caller(), asked.model());
        Traffic traffic = endpoint.traffic().orElseThrow(() -> ApiException.busy("The endpoint is not ready."));
        Traffic.Share share = entity(traffic, asked.version())
                .map(name -> traffic.find(name)
                        .orElseThrow(() -> ApiException.missing("The endpoint serves no entity '%s'.".formatted(name))))
                .orElseGet(() -> traffic.shares().stream()
                        .max(Comparator.comparingInt(Traffic.Share::percentage))
                        .orElseThrow());
        List<String> versions =
                traffic.shares().stream().map(Traffic.Share::version).distinct().toList();
        return InferenceCall.metadata(share.served().model(), asked.model(), versions);
    }

    /// The name of the entity that is meant, empty for whichever gets the call by its share.
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
    public void infer(GrpcCall call) throws IOException {
        long began = System.nanoTime();
        budget.within(call.length(), held -> {
            InferenceCall asked = InferenceMethods.read(call.message());
            Act.isAbout("name", asked.model());
            answer(new Asking(call, asked, held, began));
        });
    }

    private record Asking(GrpcCall call, InferenceCall asked, BodyBudget.Body held, long began) {}

    private void answer(Asking asking) {
        Exchange exchange = asking.call().exchange();
        LiveEndpoint endpoint =
                invocations.endpoint(exchange.caller(), asking.asked().model());
        byte[] message = asking.asked().message();
        Optional<String> entity = endpoint.traffic()
                .flatMap(traffic -> entity(traffic, asking.asked().version()));
        Optional<String> key = entity.isEmpty() ? Invocations.key(endpoint, exchange, message) : Optional.empty();
        Traffic.Share share = Invocations.enter(endpoint, entity, key);
        Capturing capturing = Capturing.begin(tables, exchange, endpoint, share);
        try {
            long before = System.nanoTime();
            exchange.responseHeader(Invocations.SERVED_BY, share.name());
            InferenceReply reply = answer(share, asking, (status, given, took) -> {
                capturing.ended(status, () -> sent(message, given, capturing.mostOfAnswer()), took);
                if (entity.isEmpty()) {
                    endpoint.count(share.name(), status, took.first());
                }
            });
            long took = System.nanoTime() - before;
            InferenceMethods.answer(asking.call(), reply);
            if (reply instanceof InferenceReply.Predicted predicted
                    && endpoint.shadows().areOf(share.name())) {
                Invocations.shadow(
                        endpoint,
                        share,
                        message.length + predicted.message().length,
                        () -> copy(exchange.requestId(), predicted, took, tables.redacts(endpoint.id())));
            }
        } finally {
            capturing.keep();
        }
    }

    /// As shadows and inference tables have it, which know requests to `/invocations`.
    private static CopiedRequest copy(String id, InferenceReply.Predicted predicted, long nanos, boolean isSecret) {
        return new CopiedRequest(
                id, predicted.request(), Answer.JSON, predicted.status(), predicted.answer(), nanos, isSecret);
    }

    /// What is too large to be kept is not turned into JSON, which is larger still.
    private static Capturing.Sent sent(byte[] message, @Nullable InferenceReply reply, int most) {
        Body raw = new Body(message, PROTOBUF);
        return switch (reply) {
            case null -> new Capturing.Sent(raw, null);
            case InferenceReply.Predicted predicted ->
                new Capturing.Sent(
                        message.length > most ? raw : new Body(predicted.request(), Answer.JSON),
                        predicted.message().length > most
                                ? new Body(predicted.message(), PROTOBUF)
                                : new Body(predicted.answer(), Answer.JSON));
            case InferenceReply.Refused(String why) ->
                new Capturing.Sent(raw, new Body(Json.write(Map.of("error", why)), Answer.JSON));
        };
    }

    /// What is told how a call ended.
    private interface Ending {
        void ended(int status, @Nullable InferenceReply reply, Figures.Took took);
    }

    private static InferenceReply answer(Traffic.Share share, Asking asking, Ending ending) {
        Figures.Watch watch = share.watched().figures().watch(asking.began());
        int status = FAILED;
        @Nullable InferenceReply reply = null;
        try {
            asking.held().enter(); // the model may go on with it when its sender has gone
            reply = share.served()
                    .answer(
                            asking.asked().message().length,
                            (model, told) -> {
                                told.begins();
                                return asking.asked().answer(model, share.version(), ScoringLimits.DEFAULT);
                            },
                            watch,
                            Asker.NOBODY,
                            asking.held()::leave);
            status = reply.status();
            return reply;
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
            ending.ended(status, reply, watch.ends(status));
        }
    }
}
