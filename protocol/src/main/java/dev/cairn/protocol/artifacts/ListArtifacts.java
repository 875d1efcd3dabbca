package dev.cairn.protocol.artifacts;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET artifacts/list`: what a run keeps in a folder, page by page.
///
/// @param maxResults the most of a page; not in the reference
public record ListArtifacts(
        @JsonAlias("run_uuid") String runId,
        @Nullable String path,
        @Nullable String pageToken,
        @Nullable Integer maxResults) {
    public ListArtifacts {
        Require.text("run_id", runId);
    }

    public record Response(
            @Nullable String rootUri,
            List<FileInfo> files,
            @Nullable String nextPageToken) {}
}
