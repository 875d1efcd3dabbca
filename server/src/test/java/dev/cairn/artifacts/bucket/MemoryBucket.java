package dev.cairn.artifacts.bucket;

import dev.cairn.artifacts.ByteRange;
import dev.cairn.artifacts.UploadedPart;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// A bucket that takes objects into memory.
class MemoryBucket implements Bucket, PartedUploads {
    final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
    final Map<String, Instant> times = new ConcurrentHashMap<>();
    final Map<String, ByteArrayOutputStream> parts = new ConcurrentHashMap<>();

    @Override
    public void put(String key, byte[] content, int length) {
        objects.put(key, Arrays.copyOf(content, length));
    }

    @Override
    public PartedUploads uploads() {
        return this;
    }

    @Override
    public String begin(String key) {
        parts.put(key, new ByteArrayOutputStream());
        return key;
    }

    @Override
    public UploadedPart send(String key, String upload, int number, byte[] content, int length) {
        Objects.requireNonNull(parts.get(upload)).write(content, 0, length);
        return new UploadedPart(number, "tag");
    }

    @Override
    public void complete(String key, String upload, List<UploadedPart> sent) {
        objects.put(key, Objects.requireNonNull(parts.remove(upload)).toByteArray());
    }

    @Override
    public void abort(String key, String upload) {
        parts.remove(upload);
    }

    @Override
    public Optional<StoredObject> find(String key) {
        return Optional.ofNullable(objects.get(key)).map(content -> object(key, content));
    }

    private StoredObject object(String key, byte[] content) {
        return new StoredObject(
                key, content.length, times.getOrDefault(key, Instant.now()), "\"" + content.length + "\"");
    }

    /// Flat, whatever is asked for.
    @Override
    public ObjectPage page(String beginning, String from, int limit, boolean byFolder) {
        List<StoredObject> page = objects.tailMap(from.isEmpty() ? beginning : from, from.isEmpty()).entrySet().stream()
                .takeWhile(object -> object.getKey().startsWith(beginning))
                .limit(limit)
                .map(object -> object(object.getKey(), object.getValue()))
                .toList();
        return new ObjectPage(
                page, List.of(), page.size() < limit ? "" : page.getLast().key());
    }

    @Override
    public InputStream open(String key, String etag, ByteRange range) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(List<String> keys) {
        if (keys.size() > PAGE) {
            throw new IllegalArgumentException("%d keys are more than a page".formatted(keys.size()));
        }
        keys.forEach(objects::remove);
    }

    @Override
    public Optional<SignedTransfer> signed() {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
