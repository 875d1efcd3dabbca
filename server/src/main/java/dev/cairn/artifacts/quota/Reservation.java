package dev.cairn.artifacts.quota;

import dev.cairn.artifacts.ArtifactPath;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Room for something that is on its way to a path of a store. Used by one thread.
final class Reservation {
    private final Quotas quotas;
    private final long workspace;
    private final String id;
    private final ArtifactPath path;
    private final Duration life;
    private @Nullable Long previous;

    Reservation(Quotas quotas, long workspace, String id, ArtifactPath path, Duration life) {
        this.quotas = quotas;
        this.workspace = workspace;
        this.id = id;
        this.path = path;
        this.life = life;
    }

    /// Reserves so many bytes, less those that they take the place of where there is no room for both.
    void begin(long bytes) throws IOException {
        boolean fits = quotas.hold(this, bytes);
        boolean isDone = false;
        try {
            previous = quotas.bytes(path); // which is theirs to replace, as others see from now on that they come
            if (!fits) {
                extend(bytes);
            }
            isDone = true;
        } finally {
            if (!isDone) {
                release();
            }
        }
    }

    /// Reserves so many bytes altogether.
    ///
    /// @throws dev.cairn.http.ApiException `QUOTA_EXCEEDED` if they do not fit
    void extend(long bytes) {
        if (!tryToExtend(bytes)) {
            throw quotas.full(workspace, bytes);
        }
    }

    boolean tryToExtend(long bytes) {
        return quotas.hold(this, bytes);
    }

    /// Lets it be looked after later, as what it is for is still coming.
    void renew() {
        quotas.expire(id, life);
    }

    /// Counts what is there now in its place.
    void settle(long bytes) {
        quotas.settle(id, bytes, previous);
    }

    void release() {
        quotas.release(id);
    }

    void doubt() {
        quotas.doubt(id);
    }

    long workspace() {
        return workspace;
    }

    String id() {
        return id;
    }

    ArtifactPath path() {
        return path;
    }

    Duration life() {
        return life;
    }

    @Nullable
    Long previous() {
        return previous;
    }
}
