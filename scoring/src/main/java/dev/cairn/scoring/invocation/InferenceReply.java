package dev.cairn.scoring.invocation;

import dev.cairn.scoring.Payload;
import dev.cairn.scoring.Predictions;

/// What a model answered to an [InferenceQuestion].
public sealed interface InferenceReply {
    /// The status that it would have over HTTP.
    int status();

    /// How many bytes are to be sent of it, about.
    int bytes();

    /// Why there are no predictions.
    record Refused(int status, String why) implements InferenceReply {
        @Override
        public int bytes() {
            return why.length();
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

        @Override
        public int bytes() {
            return given.body().length;
        }

        /// The request as `/invocations` takes it, for who keeps or repeats it.
        public byte[] request() {
            return InvocationRequest.toJson(asked);
        }

        /// The answer as `/invocations` gives it; as it was given where that would be too large.
        public Answer answer() {
            try {
                return Answer.json(new InvocationResponse(predictions).toJson());
            } catch (AnswerTooLargeException _) {
                return given;
            }
        }
    }
}
