package dev.cairn.artifacts;

import java.time.Instant;

/// What a store tells of a file or folder.
///
/// @param size     bytes, 0 for a folder
/// @param modified when it was last written
public record ArtifactFile(ArtifactPath path, boolean isDirectory, long size, Instant modified) {

    /// A validator for conditional requests; changes whenever the file is replaced.
    public String etag() {
        return "\"%x-%x\"".formatted(size, modified.getEpochSecond() * 1_000_000_000L + modified.getNano());
    }
}
