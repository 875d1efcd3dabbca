package dev.cairn.protocol.approvals;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET registry/versions-at`: which version had an alias, or which versions were in a stage, at some time.
///
/// @param timestamp in milliseconds since 1970
public record GetVersionsAt(
        String name, @Nullable String alias, @Nullable String stage, Long timestamp) {
    public GetVersionsAt {
        Require.text("name", name);
        Require.present("timestamp", timestamp);
    }

    /// The numbers of the versions, lowest first; none if there was none.
    public record Response(List<String> versions) {}
}
