package dev.cairn.hosting;

import dev.cairn.access.Permission;
import dev.cairn.grpc.Grpc;
import dev.cairn.grpc.GrpcCall;
import dev.cairn.http.ApiException;
import dev.cairn.http.Deadline;
import dev.cairn.http.Exchange;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.invocation.InferenceCall;
import dev.cairn.scoring.invocation.InferenceQuestion;
import dev.cairn.scoring.invocation.InferenceReply;
import java.io.IOException;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/// The Open Inference Protocol over gRPC, as KServe and Triton have it.
public final class InferenceMethods {
    private static final String SERVICE = "inference.GRPCInferenceService";

    /// Of a message with names alone.
    private static final int MAX_NAMES_BYTES = 64 * 1024;

    private InferenceMethods() {}

    /// The methods.
    ///
    /// @param version of this software
    public static Grpc of(InferenceModels models, InferenceModels.Terms terms, String version) {
        Grpc grpc = new Grpc(SERVICE);
        byte[] metadata = InferenceCall.server(version);
        says(grpc, "ServerLive", () -> InferenceCall.is(true));
        says(grpc, "ServerReady", () -> InferenceCall.is(models.trouble().isEmpty()));
        says(grpc, "ServerMetadata", () -> metadata);
        grpc.unary("ModelReady", terms.look(), MAX_NAMES_BYTES, call -> call.answer(ready(models, call)));
        grpc.unary("ModelMetadata", terms.look(), MAX_NAMES_BYTES, call -> {
            InferenceModels.Described found = described(models, call);
            call.answer(InferenceCall.metadata(found.model(), found.name(), found.versions()));
        });
        grpc.unary("ModelInfer", terms.infer(), terms.most(), call -> models.infer(new Asked(call)));
        return grpc;
    }

    private static void says(Grpc grpc, String method, Supplier<byte[]> message) {
        grpc.unary(method, Permission.open(), MAX_NAMES_BYTES, call -> {
            read(call.message());
            call.answer(message.get());
        });
    }

    private static byte[] ready(InferenceModels models, GrpcCall call) throws IOException {
        try {
            return InferenceCall.is(described(models, call).trouble().isEmpty());
        } catch (ApiException refused) {
            if (refused.code() == ErrorCode.TEMPORARILY_UNAVAILABLE) {
                return InferenceCall.is(false);
            }
            throw refused;
        }
    }

    private static InferenceModels.Described described(InferenceModels models, GrpcCall call) throws IOException {
        InferenceCall asked = read(call.message());
        return models.describe(call.exchange(), asked.model(), asked.version());
    }

    private static InferenceCall read(byte[] message) {
        try {
            return InferenceCall.read(message);
        } catch (InvalidInput refused) {
            throw ApiException.badRequest(refused.getMessage());
        }
    }

    /// A call of `ModelInfer`.
    private record Asked(GrpcCall call) implements InferenceModels.Asked {
        @Override
        public Exchange exchange() {
            return call.exchange();
        }

        /// It is in the message.
        @Override
        public Optional<InferenceModels.Name> name() {
            return Optional.empty();
        }

        @Override
        public int length() {
            return call.length();
        }

        @Override
        public Deadline deadline() {
            return call.deadline();
        }

        @Override
        public InferenceQuestion read(IntConsumer room) throws IOException {
            return InferenceMethods.read(call.message(room));
        }

        @Override
        public void answer(InferenceReply reply) {
            switch (reply) {
                case InferenceReply.Predicted predicted ->
                    call.answer(predicted.given().body());
                case InferenceReply.Refused(int status, String why) ->
                    throw status == ErrorCode.INTERNAL_ERROR.status()
                            ? new ApiException(ErrorCode.INTERNAL_ERROR, why)
                            : ApiException.badRequest(why);
            }
        }
    }
}
