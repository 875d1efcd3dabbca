package dev.cairn.hosting;

import dev.cairn.access.Permission;
import dev.cairn.grpc.Grpc;
import dev.cairn.grpc.GrpcCall;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.invocation.InferenceCall;
import dev.cairn.scoring.invocation.InferenceReply;
import java.io.IOException;

/// The Open Inference Protocol over gRPC, as KServe and Triton have it.
public final class InferenceMethods {
    private static final String SERVICE = "inference.GRPCInferenceService";

    /// Of a message with names alone.
    private static final int MAX_NAMES_BYTES = 64 * 1024;

    private InferenceMethods() {}

    /// Who has models.
    public interface Models {
        /// What a model takes and gives, a `ModelMetadataResponse`.
        ///
        /// @throws ApiException `TEMPORARILY_UNAVAILABLE` for one that is not ready,
        ///                      `RESOURCE_DOES_NOT_EXIST` for one that is not there
        byte[] metadata(GrpcCall call, InferenceCall asked);

        /// Answers a call of `ModelInfer`.
        void infer(GrpcCall call) throws IOException;
    }

    /// What is needed to call.
    ///
    /// @param look to ask what there is
    /// @param most bytes of a call of `ModelInfer`
    public record Terms(Permission look, Permission infer, int most) {}

    /// The methods.
    ///
    /// @param version of this software
    public static Grpc of(Models models, Terms terms, String version) {
        Grpc grpc = new Grpc(SERVICE);
        for (String state : new String[] {"ServerLive", "ServerReady"}) {
            says(grpc, state, InferenceCall.is(true));
        }
        says(grpc, "ServerMetadata", InferenceCall.server(version));
        grpc.unary("ModelReady", terms.look(), MAX_NAMES_BYTES, call -> call.answer(ready(models, call)));
        grpc.unary(
                "ModelMetadata",
                terms.look(),
                MAX_NAMES_BYTES,
                call -> call.answer(models.metadata(call, read(call.message()))));
        grpc.unary("ModelInfer", terms.infer(), terms.most(), models::infer);
        return grpc;
    }

    private static void says(Grpc grpc, String method, byte[] message) {
        grpc.unary(method, Permission.open(), MAX_NAMES_BYTES, call -> {
            read(call.message());
            call.answer(message);
        });
    }

    private static byte[] ready(Models models, GrpcCall call) throws IOException {
        try {
            models.metadata(call, read(call.message()));
            return InferenceCall.is(true);
        } catch (ApiException refused) {
            if (refused.code() == ErrorCode.TEMPORARILY_UNAVAILABLE) {
                return InferenceCall.is(false);
            }
            throw refused;
        }
    }

    /// Reads which model a message is about.
    public static InferenceCall read(byte[] message) {
        try {
            return InferenceCall.read(message);
        } catch (InvalidInput refused) {
            throw ApiException.badRequest(refused.getMessage());
        }
    }

    /// Sends what a model answered.
    public static void answer(GrpcCall call, InferenceReply reply) {
        switch (reply) {
            case InferenceReply.Predicted predicted -> call.answer(predicted.message());
            case InferenceReply.Refused(String why) -> throw ApiException.badRequest(why);
        }
    }
}
