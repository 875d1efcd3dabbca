package dev.cairn.protocol.artifacts;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET artifacts/list`: what a run keeps in a folder.
public record ListArtifacts(
        @JsonAlias("run_uuid") String runId,
        @Nullable String path,
        @Nullable String pageToken) {
    public ListArtifacts {
        Require.text("run_id", runId);
    }

    public record Response(
            @Nullable String rootUri,
            List<FileInfo> files,
            @Nullable String nextPageToken) {}
}
