package dev.cairn.deploy;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a release of a server has besides, which has none where a person deploys.
///
/// @param owner     whose it is, by which the server finds it again
/// @param variables of the environment of the model's processes; they are in a `Secret` of the release's name alone
public record Additions(Optional<Owner> owner, Map<String, String> variables) {
    /// Of a person's release.
    public static final Additions NONE = new Additions(Optional.empty(), Map.of());

    public Additions {
        variables = Map.copyOf(variables);
    }

    /// A server, and the endpoint for which it made a release.
    ///
    /// @param server   an id of its database
    /// @param endpoint the name
    public record Owner(String server, String endpoint) {}

    Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>();
        owner.ifPresent(whose -> {
            labels.put(Labels.SERVER, whose.server());
            labels.put(Labels.ENDPOINT, whose.endpoint());
        });
        return labels;
    }

    /// Without what nobody may read.
    @Override
    public String toString() {
        return "Additions[%s, %s]".formatted(owner, variables.keySet());
    }
}
