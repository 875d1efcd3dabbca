package dev.cairn.artifacts.bucket;

import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.http.ApiException;
import java.util.Optional;
import java.util.function.Consumer;

/// The keys of a bucket under which this server keeps files.
///
/// @param prefix what each begins with, without slashes at its ends; may be empty
public record BucketKeys(String prefix) {
    /// @throws ApiException for a path that is not a file's or folder's
    String of(ArtifactPath path) {
        if (path.isOfUploads()) {
            throw ApiException.invalid("Invalid path");
        }
        return prefix.isEmpty() || path.isRoot() ? prefix + path.value() : prefix + "/" + path.value();
    }

    /// The key of a file that is to be.
    String writable(ArtifactPath path) {
        if (path.isRoot()) {
            throw ApiException.invalid("Cannot write the artifact '': it is a directory.");
        }
        return of(path);
    }

    /// What the keys below a folder begin with.
    String below(ArtifactPath folder) {
        String key = of(folder);
        return key.isEmpty() ? "" : key + "/";
    }

    /// What the keys begin with that hold what is kept of uploads under way.
    String uploads() {
        return below(ArtifactPath.ROOT) + ArtifactPath.UPLOADS + "/";
    }

    /// The path of a key, or of the folder that the keys begin with; empty for what is nobody's file.
    ///
    /// @param unnamable is given the name of one that no path on the wire can have, which something else put there
    Optional<ArtifactPath> path(String key, Consumer<String> unnamable) {
        String start = prefix.isEmpty() ? "" : prefix + "/";
        String path = key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
        if (path.length() <= start.length()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ArtifactPath(path.substring(start.length()))).filter(found -> !found.isOfUploads());
        } catch (ApiException noPath) {
            unnamable.accept(path.substring(path.lastIndexOf('/') + 1));
            return Optional.empty();
        }
    }
}
