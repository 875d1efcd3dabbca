package dev.cairn.artifacts;

import dev.cairn.http.ApiException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Encrypts all files of a store that are not, or not with the key that new ones are, some at a time. Each is whole all
/// the while, and one that is replaced meanwhile stays what it became.
final class Resealing {
    private static final Logger LOG = LoggerFactory.getLogger(Resealing.class);
    private static final int AT_ONCE = 4;
    private static final int PAGE = 1_000;

    private final SealedStore store;
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final AtomicLong encrypted = new AtomicLong();
    private final AtomicLong left = new AtomicLong();

    Resealing(SealedStore store) {
        this.store = store;
    }

    Artifacts.Resealed run() throws IOException {
        Deque<ArtifactPath> folders = new ArrayDeque<>();
        folders.push(ArtifactPath.ROOT);
        while (!folders.isEmpty()) {
            ArtifactPath folder = folders.pop();
            Listing page = Listing.NOTHING;
            do {
                page = store.list(folder, page.next(), PAGE);
                left.addAndGet(page.unnamable().size());
                try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    for (ArtifactFile file : page.files()) {
                        if (file.isDirectory()) {
                            folders.push(file.path());
                        } else {
                            threads.execute(() -> renew(file));
                        }
                    }
                }
            } while (!page.isLast());
        }
        return new Artifacts.Resealed(encrypted.get(), left.get());
    }

    private void renew(ArtifactFile file) {
        turns.acquireUninterruptibly();
        try {
            if (store.renew(file)) {
                encrypted.incrementAndGet();
            }
        } catch (IOException | ApiException failure) {
            LOG.warn("artifact={} was not encrypted: {}", file.path().value(), failure.getMessage());
            left.incrementAndGet();
        } finally {
            turns.release();
        }
    }
}
