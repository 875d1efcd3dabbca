package dev.cairn.artifacts.s3;

import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.http.ApiException;
import java.util.Optional;

/// The keys of a bucket under which this server keeps files.
///
/// @param prefix what each begins with, without slashes at its ends; may be empty
record S3Keys(String prefix) {
    String of(ArtifactPath path) {
        return prefix.isEmpty() || path.isRoot() ? prefix + path.value() : prefix + "/" + path.value();
    }

    /// What the keys below a folder begin with.
    String below(ArtifactPath folder) {
        String key = of(folder);
        return key.isEmpty() ? "" : key + "/";
    }

    /// The path of a key, or of the folder that the keys begin with; empty for one that no path on the wire can have,
    /// which something else put there.
    Optional<ArtifactPath> path(String key) {
        String start = prefix.isEmpty() ? "" : prefix + "/";
        String path = key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
        try {
            return path.length() <= start.length()
                    ? Optional.empty()
                    : Optional.of(new ArtifactPath(path.substring(start.length())));
        } catch (ApiException unnameable) {
            return Optional.empty();
        }
    }
}
