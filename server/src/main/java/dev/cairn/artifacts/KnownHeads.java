package dev.cairn.artifacts;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What some thousand files begin with that were looked at last, so that a listing reads them once. Safe for use by any
/// number of threads.
final class KnownHeads {
    private static final int MOST = 20_000;

    private final Map<Version, Known> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Version, Known> eldest) {
            return size() > MOST;
        }
    };

    synchronized byte @Nullable [] head(ArtifactFile file) {
        Known found = known.get(new Version(file.path(), file.etag()));
        return found == null ? null : found.head;
    }

    /// A file as its store told of it.
    synchronized Optional<ArtifactFile> file(ArtifactPath path, String etag) {
        return Optional.ofNullable(known.get(new Version(path, etag))).map(found -> found.file);
    }

    synchronized void keep(ArtifactFile file, byte[] head) {
        known.put(new Version(file.path(), file.etag()), new Known(file, head));
    }

    private record Version(ArtifactPath path, String etag) {}

    private static final class Known {
        private final ArtifactFile file;
        private final byte[] head;

        private Known(ArtifactFile file, byte[] head) {
            this.file = file;
            this.head = head;
        }
    }
}
