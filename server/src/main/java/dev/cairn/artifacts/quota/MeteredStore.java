package dev.cairn.artifacts.quota;

import dev.cairn.artifacts.ArtifactFile;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.ArtifactStore;
import dev.cairn.artifacts.ByteRange;
import dev.cairn.artifacts.DirectTransfer;
import dev.cairn.artifacts.Listing;
import dev.cairn.artifacts.LocalStore;
import dev.cairn.artifacts.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// A store that takes of each workspace no more than its quota.
final class MeteredStore implements ArtifactStore {
    private final Quotas quotas;
    private final ArtifactStore store;

    MeteredStore(Quotas quotas, ArtifactStore store) {
        this.quotas = quotas;
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
        long announced = Math.max(0, upload.length());
        Optional<Reservation> bounded = quotas.reserve(Quotas.newId(), path, announced, Quotas.LIFE);
        if (bounded.isEmpty()) {
            store.write(path, upload);
            return;
        }
        Reservation room = bounded.get();
        CountedContent content = new CountedContent(upload.content(), room, announced);
        boolean isStored = false;
        try {
            store.write(path, new Upload(content, upload.length(), upload.sha256()));
            isStored = true;
        } finally {
            if (isStored) {
                room.settle(content.bytes());
            } else if (content.isWhole()) {
                room.doubt(); // the store may have it, though it did not say so
            } else {
                room.release();
            }
        }
    }

    /// What is deleted is measured before.
    @Override
    public void delete(ArtifactPath path) throws IOException {
        Optional<Reservation> room = quotas.reserve(Quotas.newId(), path, 0, Quotas.LIFE);
        if (room.isEmpty()) {
            store.delete(path);
            return;
        }
        long bytes = store.bytes(path);
        store.delete(path);
        quotas.settle(room.get().id(), 0, bytes);
    }

    @Override
    public Optional<DirectTransfer> direct() {
        return store.direct().map(direct -> new MeteredTransfer(quotas, direct));
    }

    @Override
    public Optional<LocalStore> folder() {
        return store.folder();
    }

    @Override
    public void close() {
        store.close();
    }
}
