package dev.cairn.artifacts.bucket;

import dev.cairn.artifacts.Upload;
import dev.cairn.artifacts.UploadedPart;
import dev.cairn.http.ApiException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends files on to the store: a short one at once, a longer one in parts, of which nothing is to be seen until the
/// last one is there. What has not arrived whole takes no memory, so that slow clients cost the others nothing.
final class BucketWrites {
    private static final Logger LOG = LoggerFactory.getLogger(BucketWrites.class);

    /// What of an upload is sent on at once.
    private static final int PART = 16 << 20;

    /// The same for a file whose length would take too many of those, or is not known.
    private static final int LARGE_PART = 64 << 20;

    /// As much as a connection's own buffers hold: a file of that length is not worth another one on the disk.
    private static final int SHORT = 256 << 10;

    private final Bucket bucket;
    private final UploadMemory memory;

    BucketWrites(Bucket bucket) {
        this(bucket, UploadMemory.ofThisProcess());
    }

    BucketWrites(Bucket bucket, UploadMemory memory) {
        this.bucket = bucket;
        this.memory = memory;
    }

    void write(String key, Upload upload) throws IOException {
        InputStream content = upload.checked();
        if (upload.length() >= 0 && upload.length() <= SHORT) {
            byte[] whole = content.readNBytes(SHORT + 1);
            bucket.put(key, whole, whole.length);
            return;
        }
        int partSize = partSize(upload.length());
        try (ArrivingPart arriving = ArrivingPart.open()) {
            int length = arriving.fill(content, partSize);
            if (length < partSize) {
                try (UploadMemory.Part part = memory.part(length)) {
                    bucket.put(key, arriving.read(part.buffer(), length), length);
                }
            } else {
                writeInParts(key, content, arriving, partSize);
            }
        }
    }

    /// One byte more than a short file has, so that its end is seen.
    private static int partSize(long length) {
        if (length >= 0 && length < PART) {
            return (int) length + 1;
        }
        if (length > (long) LARGE_PART * PartedUploads.MOST_PARTS) {
            throw ApiException.invalid("A file of %d bytes is too large for this artifact store.".formatted(length));
        }
        return length < 0 || length > (long) PART * PartedUploads.MOST_PARTS ? LARGE_PART : PART;
    }

    /// @param arriving holds the first part, which is full
    private void writeInParts(String key, InputStream content, ArrivingPart arriving, int partSize) throws IOException {
        PartedUploads uploads = bucket.uploads();
        String upload = uploads.begin(key);
        try {
            List<UploadedPart> parts = new ArrayList<>();
            for (int length = partSize; length > 0; length = arriving.fill(content, partSize)) {
                if (parts.size() == PartedUploads.MOST_PARTS) {
                    throw ApiException.invalid("The file is too large for this artifact store.");
                }
                try (UploadMemory.Part part = memory.part(partSize)) {
                    byte[] buffer = arriving.read(part.buffer(), length);
                    parts.add(uploads.send(key, upload, parts.size() + 1, buffer, length));
                }
            }
            uploads.complete(key, upload, parts);
        } catch (IOException | RuntimeException failure) {
            abort(key, upload);
            throw failure;
        }
    }

    /// What cannot be aborted now is swept up later.
    private void abort(String key, String upload) {
        try {
            bucket.uploads().abort(key, upload);
        } catch (ApiException notNow) {
            LOG.warn("An upload that failed is not yet cleared up: {}", notNow.getMessage());
        }
    }
}
