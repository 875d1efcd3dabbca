package dev.cairn.hosting;

import dev.cairn.access.Permission;
import dev.cairn.http.ApiException;
import dev.cairn.http.BoundedBody;
import dev.cairn.http.Deadline;
import dev.cairn.http.Exchange;
import dev.cairn.http.Method;
import dev.cairn.http.Routes;
import dev.cairn.scoring.invocation.Answer;
import dev.cairn.scoring.invocation.InferenceBody;
import dev.cairn.scoring.invocation.InferenceProtocol;
import dev.cairn.scoring.invocation.InferenceQuestion;
import dev.cairn.scoring.invocation.InferenceReply;
import java.io.IOException;
import java.util.Optional;
import java.util.function.IntConsumer;

/// The Open Inference Protocol over HTTP, as KServe and Triton have it.
public final class InferenceRoutes {
    private static final String JSON_LENGTH = "Inference-Header-Content-Length";

    private InferenceRoutes() {}

    /// Adds the routes.
    ///
    /// @param root    at the root of the server
    /// @param version of this software
    public static void register(Routes.Api root, InferenceModels models, InferenceModels.Terms terms, String version) {
        Routes.Api api = root.refusing(InferenceRoutes::refuse);
        Answer server = InferenceProtocol.server(version);
        api.raw(Method.GET, "v2", Permission.open(), exchange -> send(exchange, server));
        Answer live = InferenceProtocol.yes("live");
        api.raw(Method.GET, "v2/health/live", Permission.open(), exchange -> send(exchange, live));
        Answer ready = InferenceProtocol.yes("ready");
        api.raw(Method.GET, "v2/health/ready", Permission.open(), exchange -> {
            InferenceModels.requireReady(models.trouble());
            send(exchange, ready);
        });
        for (Path path :
                new Path[] {new Path("v2/models/{name}", false), new Path("v2/models/{name}/versions/{version}", true)
                }) {
            api.raw(Method.GET, path.of(), terms.look(), exchange -> {
                InferenceModels.Described found = path.described(models, exchange);
                send(exchange, InferenceProtocol.metadata(found.model(), found.name(), found.versions()));
            });
            api.raw(Method.GET, path.of() + "/ready", terms.look(), exchange -> {
                InferenceModels.Described found = path.described(models, exchange);
                InferenceModels.requireReady(found.trouble());
                send(exchange, InferenceProtocol.ready(found.name()));
            });
            api.raw(
                    Method.POST,
                    path.of() + "/infer",
                    terms.infer(),
                    exchange -> models.infer(new Asked(exchange, path.version(exchange), terms.most())));
        }
    }

    /// Where a model is, in one of its versions or any.
    private record Path(String of, boolean hasVersion) {
        String version(Exchange exchange) {
            return hasVersion ? exchange.pathParameter("version") : "";
        }

        InferenceModels.Described described(InferenceModels models, Exchange exchange) {
            return models.describe(exchange, exchange.pathParameter("name"), version(exchange));
        }
    }

    private static void refuse(Exchange exchange, ApiException refusal) {
        send(exchange, InferenceProtocol.refusal(refusal.code().status(), String.valueOf(refusal.getMessage())));
    }

    private static void send(Exchange exchange, Answer answer) {
        if (answer.jsonLength() != Answer.ALL_JSON) {
            exchange.responseHeader(JSON_LENGTH, String.valueOf(answer.jsonLength()));
        }
        exchange.send(answer.status(), answer.mediaType(), answer.body());
    }

    /// A request to `…/infer`.
    private record Asked(Exchange exchange, String version, int most) implements InferenceModels.Asked {
        @Override
        public Optional<InferenceModels.Name> name() {
            return Optional.of(new InferenceModels.Name(exchange.pathParameter("name"), version));
        }

        @Override
        public int length() {
            return BoundedBody.of(exchange, most).first();
        }

        @Override
        public Deadline deadline() {
            return Deadline.NONE;
        }

        @Override
        public InferenceQuestion read(IntConsumer room) throws IOException {
            Optional<String> length = exchange.header(JSON_LENGTH);
            if (length.isPresent() && !length.get().matches("\\d{1,9}")) {
                throw ApiException.badRequest("The header %s is not a number.".formatted(JSON_LENGTH));
            }
            return new InferenceBody(
                    exchange.pathParameter("name"),
                    version,
                    BoundedBody.of(exchange, most).read(exchange.body(), room),
                    length.map(Integer::parseInt).orElse(Answer.ALL_JSON));
        }

        @Override
        public void answer(InferenceReply reply) {
            switch (reply) {
                case InferenceReply.Predicted predicted -> send(exchange, predicted.given());
                case InferenceReply.Refused(int status, String why) ->
                    send(exchange, InferenceProtocol.refusal(status, why));
            }
        }
    }
}
