package dev.cairn.artifacts;

import java.time.Instant;

/// What a store tells of a file or folder.
///
/// @param size     bytes, 0 for a folder
/// @param modified when it was last written; the epoch where a store does not tell, as of folders
/// @param etag     a validator for conditional requests, quoted; changes whenever the file is replaced, empty for a
///                 folder
public record ArtifactFile(ArtifactPath path, boolean isDirectory, long size, Instant modified, String etag) {

    public static ArtifactFile folder(ArtifactPath path) {
        return new ArtifactFile(path, true, 0, Instant.EPOCH, "");
    }
}
