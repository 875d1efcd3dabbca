package dev.cairn.protocol.registry;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `GET model-versions/list-artifacts`: what a version keeps in a folder, page by page, as the clients of the managed
/// platform's registry ask for it. It is answered as `artifacts/list` is.
///
/// @param path       of the folder within the version's; null for that itself
/// @param maxResults the most of a page
public record ListModelVersionArtifacts(
        String name,
        String version,
        @Nullable String path,
        @Nullable String pageToken,
        @Nullable Integer maxResults) {
    public ListModelVersionArtifacts {
        Require.text("name", name);
        Require.text("version", version);
    }
}
