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
/// last one is there.
final class BucketWrites {
    private static final Logger LOG = LoggerFactory.getLogger(BucketWrites.class);

    /// What is kept in memory of an upload.
    private static final int PART = 16 << 20;

    /// The same for a file whose length would take too many of those, or is not known.
    private static final int LARGE_PART = 64 << 20;

    private final Bucket bucket;
    private final UploadMemory memory = UploadMemory.ofThisProcess();

    BucketWrites(Bucket bucket) {
        this.bucket = bucket;
    }

    void write(String key, Upload upload) throws IOException {
        InputStream content = upload.checked();
        try (UploadMemory.Part part = memory.part(partSize(upload.length()))) {
            byte[] buffer = part.buffer();
            int length = content.readNBytes(buffer, 0, buffer.length);
            if (length < buffer.length) {
                bucket.put(key, buffer, length);
            } else {
                writeInParts(key, content, buffer);
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

    /// @param buffer full of the first part
    private void writeInParts(String key, InputStream content, byte[] buffer) throws IOException {
        PartedUploads uploads = bucket.uploads();
        String upload = uploads.begin(key);
        try {
            List<UploadedPart> parts = new ArrayList<>();
            for (int length = buffer.length; length > 0; length = content.readNBytes(buffer, 0, buffer.length)) {
                if (parts.size() == PartedUploads.MOST_PARTS) {
                    throw ApiException.invalid("The file is too large for this artifact store.");
                }
                parts.add(uploads.send(key, upload, parts.size() + 1, buffer, length));
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
