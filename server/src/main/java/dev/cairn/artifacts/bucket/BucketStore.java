package dev.cairn.artifacts.bucket;

import dev.cairn.artifacts.ArtifactFile;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.ArtifactStore;
import dev.cairn.artifacts.ByteRange;
import dev.cairn.artifacts.DirectTransfer;
import dev.cairn.artifacts.Listing;
import dev.cairn.artifacts.ListingToken;
import dev.cairn.artifacts.Upload;
import dev.cairn.http.ApiException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Artifacts in a bucket: a file is an object, and a folder is there as long as something lies in it.
public final class BucketStore implements ArtifactStore {
    private final Bucket bucket;
    private final BucketKeys keys;
    private final BucketWrites writes;

    /// @param prefix what the key of each file begins with, without slashes at its ends; may be empty
    public BucketStore(Bucket bucket, String prefix) {
        this.bucket = bucket;
        this.keys = new BucketKeys(prefix);
        this.writes = new BucketWrites(bucket);
    }

    @Override
    public Optional<ArtifactFile> find(ArtifactPath path) {
        if (path.isRoot()) {
            return Optional.of(ArtifactFile.folder(path));
        }
        Optional<StoredObject> object = bucket.find(keys.of(path));
        if (object.isPresent()) {
            return Optional.of(file(path, object.get()));
        }
        return hasAny(keys.below(path)) ? Optional.of(ArtifactFile.folder(path)) : Optional.empty();
    }

    /// A page may be empty though there is more.
    private boolean hasAny(String beginning) {
        String next = "";
        do {
            ObjectPage page = bucket.page(beginning, next, 1, false);
            if (!page.objects().isEmpty()) {
                return true;
            }
            next = page.next();
        } while (!next.isEmpty());
        return false;
    }

    @Override
    public Listing list(ArtifactPath folder, String from, int limit) {
        if (from.chars().anyMatch(Character::isISOControl)) {
            throw ListingToken.invalid(); // which a store may stumble over
        }
        String below = keys.below(folder);
        List<ArtifactFile> files = new ArrayList<>();
        List<String> unnamable = new ArrayList<>();
        String next = from;
        do {
            ObjectPage page = bucket.page(below, next, Math.min(Bucket.PAGE, limit - files.size()), true);
            add(page, files, unnamable);
            next = page.next();
        } while (!next.isEmpty() && files.size() < limit && unnamable.size() < limit);
        return new Listing(files, unnamable, next);
    }

    private void add(ObjectPage page, List<ArtifactFile> files, List<String> unnamable) {
        int start = files.size();
        for (String folder : page.folders()) {
            keys.path(folder, unnamable::add).ifPresent(path -> files.add(ArtifactFile.folder(path)));
        }
        for (StoredObject object : page.objects()) {
            if (!object.key().endsWith("/")) {
                keys.path(object.key(), unnamable::add).ifPresent(path -> files.add(file(path, object)));
            }
        }
        files.subList(start, files.size())
                .sort(Comparator.comparing(file -> file.path().value()));
    }

    private static ArtifactFile file(ArtifactPath path, StoredObject object) {
        return new ArtifactFile(path, false, object.size(), object.modified(), object.etag());
    }

    @Override
    public long bytes(ArtifactPath path) {
        long sum = path.isRoot()
                ? 0
                : bucket.find(keys.of(path)).map(StoredObject::size).orElse(0L);
        String next = "";
        do {
            ObjectPage page = bucket.page(keys.below(path), next, Bucket.PAGE, false);
            sum += page.objects().stream().mapToLong(StoredObject::size).sum();
            next = page.next();
        } while (!next.isEmpty());
        return sum;
    }

    @Override
    public InputStream open(ArtifactFile file, ByteRange range) {
        return bucket.open(keys.of(file.path()), file.etag(), range);
    }

    @Override
    public void write(ArtifactPath path, Upload upload) throws IOException {
        writes.write(keys.writable(path), upload);
    }

    @Override
    public void delete(ArtifactPath path) {
        if (path.isRoot()) {
            throw ApiException.invalid("Invalid path");
        }
        List<String> folders = new ArrayList<>(List.of(keys.of(path)));
        String next = "";
        do {
            ObjectPage page = bucket.page(keys.below(path), next, Bucket.PAGE, false);
            bucket.delete(page.objects().stream().map(StoredObject::key).toList());
            folders.addAll(page.folders());
            next = page.next();
        } while (!next.isEmpty());
        inward(folders).forEach(this::deleteAll);
    }

    private void deleteAll(List<String> all) {
        for (int from = 0; from < all.size(); from += Bucket.PAGE) {
            bucket.delete(all.subList(from, Math.min(from + Bucket.PAGE, all.size())));
        }
    }

    /// Folders that are things of their own, those within others before these; the first may be a file.
    private static Collection<List<String>> inward(List<String> folders) {
        return folders.stream()
                .collect(Collectors.groupingBy(
                        folder -> folder.chars().filter(c -> c == '/').count(),
                        () -> new TreeMap<Long, List<String>>(Comparator.reverseOrder()),
                        Collectors.toList()))
                .values();
    }

    @Override
    public Optional<DirectTransfer> direct() {
        return bucket.signed().map(signed -> new BucketTransfer(signed, keys));
    }

    @Override
    public void close() {
        bucket.close();
    }
}
