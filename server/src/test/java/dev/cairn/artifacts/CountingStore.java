package dev.cairn.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A folder that counts what is asked of it.
final class CountingStore implements ArtifactStore {
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger listed = new AtomicInteger();
    private final LocalStore store;

    CountingStore(LocalStore store) {
        this.store = store;
    }

    @Override
    public Optional<ArtifactFile> find(ArtifactPath path) throws IOException {
        return store.find(path);
    }

    @Override
    public Listing list(ArtifactPath folder, String from, int limit) throws IOException {
        listed.incrementAndGet();
        return store.list(folder, from, limit);
    }

    @Override
    public InputStream open(ArtifactFile file, ByteRange range) throws IOException {
        opened.incrementAndGet();
        return store.open(file, range);
    }

    @Override
    public void write(ArtifactPath path, Upload upload) throws IOException {
        store.write(path, upload);
    }

    @Override
    public void delete(ArtifactPath path) throws IOException {
        store.delete(path);
    }

    @Override
    public Optional<DirectTransfer> direct() {
        return store.direct();
    }

    @Override
    public void close() {
        store.close();
    }
}
