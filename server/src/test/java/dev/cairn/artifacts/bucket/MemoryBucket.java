package dev.cairn.artifacts.bucket;

import dev.cairn.artifacts.ByteRange;
import dev.cairn.artifacts.UploadedPart;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A bucket that takes objects into memory.
final class MemoryBucket implements Bucket, PartedUploads {
    final Map<String, byte[]> objects = new ConcurrentHashMap<>();
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
        throw new UnsupportedOperationException();
    }

    @Override
    public ObjectPage page(String beginning, String from, int limit, boolean byFolder) {
        throw new UnsupportedOperationException();
    }

    @Override
    public InputStream open(String key, String etag, ByteRange range) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(List<String> keys) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<SignedTransfer> signed() {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
