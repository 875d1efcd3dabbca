package dev.cairn.artifacts;

import dev.cairn.http.ApiException;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/// The URLs that are signed at once for parts of uploads, which may take a millisecond of a core each. Beside one
/// upload
/// of the most parts there is room for many of a usual size.
final class SigningTurns {
    /// Of URLs.
    private static final int AT_ONCE = 15_000;

    private final Semaphore free = new Semaphore(AT_ONCE);

    /// @throws ApiException if as many as that are being signed
    <T> T run(int urls, Signing<T> signing) throws IOException {
        if (!free.tryAcquire(urls)) {
            throw ApiException.busy("As many uploads as this server takes are being begun; try again.");
        }
        try {
            return signing.run();
        } finally {
            free.release(urls);
        }
    }

    interface Signing<T> {
        T run() throws IOException;
    }
}
