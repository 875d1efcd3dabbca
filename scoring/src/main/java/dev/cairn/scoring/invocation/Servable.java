package dev.cairn.scoring.invocation;

import dev.cairn.scoring.MlModel;
import dev.cairn.scoring.Payload;
import dev.cairn.scoring.Predictions;

/// A model that answers requests, wherever it computes. Thread-safe.
public interface Servable extends AutoCloseable {
    /// What the model says about itself.
    MlModel model();

    /// Scores the example that the model was logged with, so that no caller waits for what is made once.
    ///
    /// @return whether there was one that could be scored
    boolean warmUp();

    /// Answers a request to `/invocations`.
    ///
    /// @param contentType its header, empty for none
    Answer answer(byte[] body, String contentType);

    /// The predictions for data that need not match the signature yet; `InvalidInput` where the model refuses it.
    Predictions score(Payload payload);

    /// Whether a call computes on the thread that makes it. If so, no more than there are processors should be made at
    /// a time.
    boolean computesHere();

    @Override
    void close();
}
