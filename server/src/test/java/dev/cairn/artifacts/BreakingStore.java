package dev.cairn.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// A store that goes away after some deletions, until it is mended.
public final class BreakingStore implements ArtifactStore {
    private final ArtifactStore store;
    private int deletionsLeft = Integer.MAX_VALUE;

    public BreakingStore(ArtifactStore store) {
        this.store = store;
    }

    public void breakAfter(int deletions) {
        deletionsLeft = deletions;
    }

    public void mend() {
        deletionsLeft = Integer.MAX_VALUE;
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
    public InputStream open(ArtifactFile file, ByteRange range) throws IOException {
        return store.open(file, range);
    }

    @Override
    public void write(ArtifactPath path, Upload upload) throws IOException {
        store.write(path, upload);
    }

    @Override
    public void delete(ArtifactPath path) throws IOException {
        if (deletionsLeft == 0) {
            throw new IOException("The store is away");
        }
        deletionsLeft--;
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
