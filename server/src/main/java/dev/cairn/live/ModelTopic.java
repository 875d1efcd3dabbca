package dev.cairn.live;

import java.util.Optional;

/// The registered model or prompt that a change is about. Its name says who may hear of it, when it is gone, too.
///
/// @param workspace its number
/// @param isPrompt  whether it holds texts
public record ModelTopic(long workspace, boolean isPrompt, String name) {
    /// As the log has it: `3/model/churn`.
    Topic logged() {
        return new Topic(Topic.MODELS, "%d/%s/%s".formatted(workspace, isPrompt ? "prompt" : "model", name));
    }

    /// The model that a topic of the log is about, if it is about one.
    static Optional<ModelTopic> of(Topic topic) {
        if (topic.experiment() != Topic.MODELS) {
            return Optional.empty();
        }
        String[] parts = topic.run().split("/", 3);
        return Optional.of(new ModelTopic(Long.parseLong(parts[0]), parts[1].equals("prompt"), parts[2]));
    }
}
