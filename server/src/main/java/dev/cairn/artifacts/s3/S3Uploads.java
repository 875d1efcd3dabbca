package dev.cairn.artifacts.s3;

import dev.cairn.artifacts.Upload;
import dev.cairn.artifacts.UploadMemory;
import dev.cairn.http.ApiException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/// Sends files on to the store: a short one at once, a longer one in parts, of which nothing is to be seen until the
/// last one is there.
final class S3Uploads {
    private static final Logger LOG = LoggerFactory.getLogger(S3Uploads.class);
    private static final String BINARY = "application/octet-stream";

    /// What is kept in memory of an upload.
    private static final int PART = 16 << 20;

    /// The same for a file whose length would take too many of those, or is not known.
    private static final int LARGE_PART = 64 << 20;

    /// The most parts that S3 puts together.
    private static final int MOST_PARTS = 10_000;

    private final S3Client s3;
    private final String bucket;
    private final UploadMemory memory = UploadMemory.ofThisProcess();

    S3Uploads(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    void write(String key, Upload upload) throws IOException {
        InputStream content = upload.checked();
        try (UploadMemory.Part part = memory.part(partSize(upload.length()))) {
            byte[] buffer = part.buffer();
            int length = content.readNBytes(buffer, 0, buffer.length);
            if (length < buffer.length) {
                S3Calls.call(() -> s3.putObject(
                        request -> request.bucket(bucket).key(key).contentType(BINARY), body(buffer, length)));
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
        if (length > (long) LARGE_PART * MOST_PARTS) {
            throw ApiException.invalid("A file of %d bytes is too large for this artifact store.".formatted(length));
        }
        return length < 0 || length > (long) PART * MOST_PARTS ? LARGE_PART : PART;
    }

    /// @param buffer full of the first part
    private void writeInParts(String key, InputStream content, byte[] buffer) throws IOException {
        String upload = S3Calls.call(() -> s3.createMultipartUpload(request ->
                        request.bucket(bucket).key(key).contentType(BINARY).checksumAlgorithm(ChecksumAlgorithm.CRC32)))
                .uploadId();
        try {
            List<CompletedPart> parts = new ArrayList<>();
            for (int length = buffer.length; length > 0; length = content.readNBytes(buffer, 0, buffer.length)) {
                if (parts.size() == MOST_PARTS) {
                    throw ApiException.invalid("The file is too large for this artifact store.");
                }
                parts.add(send(key, upload, parts.size() + 1, body(buffer, length)));
            }
            S3Calls.call(() -> s3.completeMultipartUpload(request ->
                    request.bucket(bucket).key(key).uploadId(upload).multipartUpload(all -> all.parts(parts))));
        } catch (IOException | RuntimeException failure) {
            abort(key, upload);
            throw failure;
        }
    }

    private CompletedPart send(String key, String upload, int number, RequestBody body) {
        UploadPartResponse sent = S3Calls.call(() -> s3.uploadPart(
                request -> request.bucket(bucket)
                        .key(key)
                        .uploadId(upload)
                        .partNumber(number)
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32),
                body));
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(sent.eTag())
                .checksumCRC32(sent.checksumCRC32())
                .build();
    }

    /// What cannot be aborted now is swept up later.
    private void abort(String key, String upload) {
        try {
            S3Calls.find(() -> s3.abortMultipartUpload(
                    request -> request.bucket(bucket).key(key).uploadId(upload)));
        } catch (ApiException notNow) {
            LOG.warn("An upload that failed is not yet cleared up: {}", notNow.getMessage());
        }
    }

    /// Without a copy, and as often as it has to be sent.
    private static RequestBody body(byte[] buffer, int length) {
        return RequestBody.fromContentProvider(() -> new ByteArrayInputStream(buffer, 0, length), length, BINARY);
    }
}
