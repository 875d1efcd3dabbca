package dev.cairn.scoring.invocation;

import dev.cairn.scoring.Payload;
import dev.cairn.scoring.Predictions;

/// What a model answered to an [InferenceCall].
public sealed interface InferenceReply {
    /// The status that it would have over HTTP.
    int status();

    /// Why there are no predictions.
    record Refused(String why) implements InferenceReply {
        @Override
        public int status() {
            return Answer.BAD_REQUEST;
        }
    }

    /// Predictions.
    ///
    /// @param message a `ModelInferResponse`
    /// @param asked   what the model was given
    @SuppressWarnings("ArrayRecordComponent") // made once, sent once
    record Predicted(byte[] message, Payload asked, Predictions predictions) implements InferenceReply {
        @Override
        public int status() {
            return Answer.OK;
        }

        /// The request as `/invocations` takes it, for who keeps or repeats it.
        public byte[] request() {
            return InvocationRequest.toJson(asked);
        }

        /// The answer as `/invocations` gives it.
        public byte[] answer() {
            return new InvocationResponse(predictions).toJson();
        }
    }
}
