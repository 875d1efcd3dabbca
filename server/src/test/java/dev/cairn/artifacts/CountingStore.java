package dev.cairn.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;

/// A folder that counts what is asked of it.
final class CountingStore extends PassingStore {
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger listed = new AtomicInteger();

    CountingStore(LocalStore store) {
        super(store);
    }

    @Override
    public Listing list(ArtifactPath folder, String from, int limit) throws IOException {
        listed.incrementAndGet();
        return super.list(folder, from, limit);
    }

    @Override
    public InputStream open(ArtifactFile file, ByteRange range) throws IOException {
        opened.incrementAndGet();
        return super.open(file, range);
    }
}
