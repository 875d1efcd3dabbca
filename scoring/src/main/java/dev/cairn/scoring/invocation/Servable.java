package dev.cairn.scoring.invocation;

import dev.cairn.scoring.MlModel;
import dev.cairn.scoring.ModelFolder;
import dev.cairn.scoring.ModelFormatException;
import dev.cairn.scoring.Payload;
import dev.cairn.scoring.Predictions;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A model that answers requests, wherever it computes. Thread-safe.
public interface Servable extends AutoCloseable {
    /// Where it was read from.
    ModelFolder folder();

    /// What the model says about itself.
    default MlModel model() {
        return folder().model();
    }

    /// Scores the example that the model was logged with, so that no caller waits for what is made once.
    ///
    /// @return whether there was one that could be scored
    default boolean warmUp() {
        try {
            return folder().servingExample()
                    .map(example -> answer(example.getBytes(StandardCharsets.UTF_8), Answer.JSON))
                    .filter(answer -> answer.status() == Answer.OK)
                    .isPresent();
        } catch (ModelFormatException _) {
            // a model is served without its example too
            return false;
        }
    }

    /// Answers a request to `/invocations`.
    ///
    /// @param contentType its header, empty for none
    Answer answer(byte[] body, String contentType);

    /// Answers a request as [#answer(byte[], String)] does.
    ///
    /// @param asker is told of it meanwhile. Where it takes parts, and the request and the model want them, it has
    ///              taken all of the answer in the end, and what is returned says how that was
    default Answer answer(byte[] body, String contentType, Asker asker) {
        asker.begins();
        return answer(body, contentType);
    }

    /// The predictions for data that need not match the signature yet; `InvalidInput` where the model refuses it.
    Predictions score(Payload payload);

    /// Whether a call computes on the thread that makes it. If so, no more than there are processors should be made at
    /// a time.
    boolean computesHere();

    /// The bytes that it has in memory in other processes.
    default long bytesElsewhere() {
        return 0;
    }

    /// What processes take that hold a model.
    ///
    /// @param seconds that they have computed, with those that have ended
    /// @param cpu     the share of all processors that they take
    /// @param bytes   that they have in memory, without what only waits for them; where the
    ///                system tells it, of what several have in common each has its part (PSS),
    ///                else all of it (RSS)
    /// @param memory  the share of what they may have
    record Usage(int processes, double seconds, double cpu, long bytes, double memory) {}

    /// What its processes take; empty if it has none of its own on this machine, or that is not known.
    default Optional<Usage> usage() {
        return Optional.empty();
    }

    /// Why it answers nobody now, as where other processes held it and cannot be started again; empty while it does.
    default Optional<String> trouble() {
        return Optional.empty();
    }

    @Override
    void close();
}
