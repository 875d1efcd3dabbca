package dev.cairn.artifacts;

import dev.cairn.config.EncryptionConfig;
import dev.cairn.encryption.KeyException;
import dev.cairn.encryption.SealedFiles;
import dev.cairn.http.ApiException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Files in another store, encrypted each by itself. Those that were there before are read as they are; a file is known
/// by its first bytes. Sizes are those of the contents.
public final class SealedStore implements ArtifactStore {
    private static final Logger LOG = LoggerFactory.getLogger(SealedStore.class);

    /// Files of a listing that are looked at together.
    private static final int AT_ONCE = 32;

    private static final int PEEK = 8;

    private final ArtifactStore store;
    private final SealedFiles files;
    private final EncryptionConfig.Files which;
    private final KnownHeads heads = new KnownHeads();
    private final Semaphore turns = new Semaphore(AT_ONCE);

    /// @param which of them are encrypted
    public SealedStore(ArtifactStore store, SealedFiles files, EncryptionConfig.Files which) {
        this.store = store;
        this.files = files;
        this.which = which;
    }

    @Override
    public Optional<LocalStore> folder() {
        return store.folder();
    }

    @Override
    public long bytes(ArtifactPath path) throws IOException {
        return store.bytes(path);
    }

    @Override
    public Optional<ArtifactFile> find(ArtifactPath path) throws IOException {
        Optional<ArtifactFile> found = store.find(path);
        if (found.isEmpty()) {
            return found;
        }
        ArtifactFile file = shown(found.get());
        if (file.size() == 0 && !file.isDirectory() && (found.get().size() > 0 || onlyEncrypted())) {
            open(file, new ByteRange(0, 0)).close(); // which nobody would who reads an empty file
        }
        return Optional.of(file);
    }

    @Override
    public Listing list(ArtifactPath folder, String from, int limit) throws IOException {
        Listing listing = store.list(folder, from, limit);
        if (listing.files().stream().noneMatch(this::mayBeSealed)) {
            return listing;
        }
        return new Listing(allShown(listing.files()), listing.unnamable(), listing.next());
    }

    private List<ArtifactFile> allShown(List<ArtifactFile> stored) throws IOException {
        List<Future<Optional<ArtifactFile>>> asked = new ArrayList<>(stored.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (ArtifactFile file : stored) {
                Callable<Optional<ArtifactFile>> look = () -> listed(file);
                asked.add(threads.submit(look));
            }
        }
        List<ArtifactFile> all = new ArrayList<>(stored.size());
        for (Future<Optional<ArtifactFile>> file : asked) {
            result(file).ifPresent(all::add);
        }
        return all;
    }

    private static <T> T result(Future<T> future) throws IOException {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            switch (failure.getCause()) {
                case IOException broken -> throw broken;
                case RuntimeException refused -> throw refused;
                case null, default -> throw new IllegalStateException(failure);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw ApiException.busy("The server is stopping; try again.");
        }
    }

    /// As it is now, where it was replaced since it was listed; empty where it is gone.
    private Optional<ArtifactFile> listed(ArtifactFile file) throws IOException {
        if (!mayBeSealed(file)) {
            return Optional.of(file);
        }
        turns.acquireUninterruptibly();
        try {
            return Optional.of(shown(file));
        } catch (ApiException changed) {
            return find(file.path());
        } finally {
            turns.release();
        }
    }

    private ArtifactFile shown(ArtifactFile stored) throws IOException {
        return encrypted(stored)
                .map(encrypted -> sized(stored, encrypted.size()))
                .orElse(stored);
    }

    private static ArtifactFile sized(ArtifactFile file, long size) {
        return new ArtifactFile(file.path(), false, size, file.modified(), file.etag());
    }

    private boolean mayBeSealed(ArtifactFile stored) {
        return !stored.isDirectory() && stored.size() >= SealedFiles.HEAD_BYTES && files.mayExist();
    }

    /// A file, if it is encrypted.
    private Optional<SealedFiles.Sealed> encrypted(ArtifactFile stored) throws IOException {
        if (!mayBeSealed(stored)) {
            return Optional.empty();
        }
        byte[] head = heads.head(stored);
        if (head == null) {
            try (InputStream in = store.open(stored, new ByteRange(0, SealedFiles.HEAD_BYTES - 1L))) {
                head = in.readNBytes(SealedFiles.HEAD_BYTES);
            }
            heads.keep(stored, head);
        }
        return files.of(head, stored.size());
    }

    @Override
    public InputStream open(ArtifactFile file, ByteRange range) throws IOException {
        ArtifactFile stored = stored(file);
        Optional<SealedFiles.Sealed> encrypted = encrypted(stored);
        if (encrypted.isPresent()) {
            return opened(stored, encrypted.get(), range);
        }
        if (onlyEncrypted()) {
            throw plain(stored.path());
        }
        return store.open(stored, range);
    }

    /// As the other store has it.
    private ArtifactFile stored(ArtifactFile file) throws IOException {
        Optional<ArtifactFile> known = heads.file(file.path(), file.etag());
        return known.isPresent()
                ? known.get()
                : store.find(file.path())
                        .filter(found -> found.etag().equals(file.etag()))
                        .orElseThrow(() ->
                                ApiException.busy("The artifact was replaced while it was being read; try again."));
    }

    private InputStream opened(ArtifactFile stored, SealedFiles.Sealed encrypted, ByteRange range) throws IOException {
        InputStream in = InputStream.nullInputStream();
        boolean isRight = false;
        try {
            long end = Math.min(stored.size(), encrypted.sealedEnd(range.last()));
            in = store.open(stored, new ByteRange(encrypted.sealedFirst(range.first()), end - 1));
            InputStream content =
                    encrypted.open(in, range.first(), stored.path().value());
            isRight = true;
            return content;
        } catch (KeyException changed) {
            throw refusal(stored.path(), changed);
        } finally {
            if (!isRight) {
                in.close();
            }
        }
    }

    private static ApiException refusal(ArtifactPath path, KeyException changed) {
        LOG.error("artifact={} cannot be decrypted: {}", path.value(), changed.getMessage());
        return ApiException.invalidState(
                "The artifact '%s' is not as this server stored it, or its key is gone: restore it from a backup."
                        .formatted(path.value()));
    }

    private boolean onlyEncrypted() {
        return which == EncryptionConfig.Files.ONLY_ENCRYPTED;
    }

    private static ApiException plain(ArtifactPath path) {
        LOG.error("artifact={} is not encrypted, and --encrypt-artifacts is 'only'", path.value());
        return ApiException.invalidState(
                "The artifact '%s' is not encrypted, so that this server did not store it: restore it from a backup."
                        .formatted(path.value()));
    }

    @Override
    public void write(ArtifactPath path, Upload upload) throws IOException {
        InputStream content = upload.checked();
        if (which != EncryptionConfig.Files.PLAIN) {
            seal(path, content, upload.length());
            return;
        }
        BufferedInputStream peeked = new BufferedInputStream(content, PEEK * 1024);
        peeked.mark(PEEK);
        byte[] beginning = peeked.readNBytes(PEEK);
        peeked.reset();
        if (files.mayExist() && files.looksSealed(beginning, beginning.length)) {
            seal(path, peeked, upload.length()); // so that it is not taken for what it looks like
        } else {
            store.write(path, new Upload(peeked, upload.length(), Optional.empty()));
        }
    }

    private void seal(ArtifactPath path, InputStream content, long length) throws IOException {
        long sealedLength = length < 0 ? -1 : files.sealedSize(length);
        store.write(path, new Upload(files.seal(content, path.value()), sealedLength, Optional.empty()));
    }

    /// Encrypts a file that is not, or not with the key that new ones are.
    ///
    /// @return whether it had to be
    boolean renew(ArtifactFile file) throws IOException {
        ArtifactFile stored = store.find(file.path()).orElse(null);
        if (stored == null || stored.isDirectory()) {
            return false;
        }
        Optional<SealedFiles.Sealed> encrypted = encrypted(stored);
        if (encrypted.filter(SealedFiles.Sealed::isCurrent).isPresent()) {
            return false;
        }
        if (encrypted.isEmpty() && onlyEncrypted()) {
            throw plain(file.path());
        }
        ArtifactFile shown = shown(stored);
        InputStream content =
                shown.size() == 0 ? InputStream.nullInputStream() : open(shown, ByteRange.all(shown.size()));
        try (InputStream unchanged = new Unchanged(content, stored)) {
            seal(file.path(), unchanged, shown.size());
        }
        return true;
    }

    @Override
    public void delete(ArtifactPath path) throws IOException {
        store.delete(path);
    }

    @Override
    public Optional<DirectTransfer> direct() {
        return store.direct().map(direct -> new SealedTransfer(direct, this::isSealed));
    }

    private boolean isSealed(ArtifactFile file) {
        try {
            Optional<ArtifactFile> stored = store.find(file.path());
            return stored.isPresent() && encrypted(stored.get()).isPresent();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        store.close();
    }

    /// A content that does not end where its file was replaced or deleted meanwhile.
    private final class Unchanged extends FilterInputStream {
        private final ArtifactFile file;

        Unchanged(InputStream content, ArtifactFile file) {
            super(content);
            this.file = file;
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            int read = super.read(target, offset, count);
            if (read < 0 && store.find(file.path()).filter(file::equals).isEmpty()) {
                throw ApiException.busy("The artifact was replaced meanwhile.");
            }
            return read;
        }
    }
}
