package dev.cairn.protocol.runs;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET experiments/{experiment_id}/keys`: under which keys the runs of an experiment ever logged something, in the
/// order of the alphabet.
///
/// @param kind     `metrics`, `params` or `tags`
/// @param contains a part of the key, in whatever case
public record ListExperimentKeys(
        String experimentId,
        String kind,
        @Nullable String contains,
        @Nullable Integer maxResults) {
    public ListExperimentKeys {
        Require.text("experiment_id", experimentId);
        Require.text("kind", kind);
    }

    /// The first keys.
    ///
    /// @param more whether there are others that match
    public record Response(List<String> keys, @Nullable Boolean more) {}
}
