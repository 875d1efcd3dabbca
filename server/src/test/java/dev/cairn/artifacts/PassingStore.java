package dev.cairn.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// A store in front of another one, to which it passes all that it is asked.
class PassingStore implements ArtifactStore {
    private final ArtifactStore store;

    PassingStore(ArtifactStore store) {
        this.store = store;
    }

    @Override
    public Optional<ArtifactFile> find(ArtifactPath path) throws IOException {
        return store.find(path);
    }

    @Override
    public Listing list(ArtifactPath folder, String from, int limit) throws IOException {
        return store.list(folder, from, limit);
    }

    @Override
    public long bytes(ArtifactPath path) throws IOException {
        return store.bytes(path);
    }

    @Override
    public InputStream open(ArtifactFile file, ByteRange range) throws IOException {
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
