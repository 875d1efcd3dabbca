package dev.cairn.scoring.invocation;

import dev.cairn.scoring.Payload;
import dev.cairn.scoring.Predictions;

/// What a model answered to an [InferenceQuestion].
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
    /// @param given in the form of the question
    /// @param asked what the model was given
    record Predicted(Answer given, Payload asked, Predictions predictions) implements InferenceReply {
        @Override
        public int status() {
            return given.status();
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
