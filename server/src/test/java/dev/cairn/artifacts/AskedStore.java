package dev.cairn.artifacts;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A store that counts how often it is asked for a listing, and may not answer.
public final class AskedStore extends PassingStore {
    private final AtomicInteger asked = new AtomicInteger();
    private volatile @Nullable RuntimeException refusal;
    private volatile @Nullable Error error;
    private volatile CountDownLatch silence = new CountDownLatch(0);

    public AskedStore(ArtifactStore store) {
        super(store);
    }

    public int asked() {
        return asked.get();
    }

    /// Answers so from now on.
    ///
    /// @param failure null for a store that answers
    public void refuse(@Nullable RuntimeException failure) {
        refusal = failure;
    }

    /// Answers nobody from now on, until it speaks.
    public void silence() {
        silence = new CountDownLatch(1);
    }

    public void speak() {
        silence.countDown();
    }

    /// Breaks so from now on.
    public void fail(Error broken) {
        error = broken;
    }

    @Override
    public Listing list(ArtifactPath folder, String from, int limit) throws IOException {
        asked.incrementAndGet();
        await();
        Error broken = error;
        if (broken != null) {
            throw broken;
        }
        RuntimeException failure = refusal;
        if (failure != null) {
            throw failure;
        }
        return super.list(folder, from, limit);
    }

    private void await() {
        try {
            silence.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
