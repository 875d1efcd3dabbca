package dev.cairn.artifacts;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A store that counts how often it is asked for a listing, and may not answer.
public final class AskedStore extends PassingStore {
    private final AtomicInteger asked = new AtomicInteger();
    private volatile @Nullable RuntimeException refusal;

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

    @Override
    public Listing list(ArtifactPath folder, String from, int limit) throws IOException {
        asked.incrementAndGet();
        RuntimeException failure = refusal;
        if (failure != null) {
            throw failure;
        }
        return super.list(folder, from, limit);
    }
}
