package dev.cairn.artifacts.s3;

import dev.cairn.artifacts.UploadedPart;
import dev.cairn.artifacts.bucket.PartedUploads;
import dev.cairn.http.ApiException;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/// What this server sends to a bucket, with checksums that the store compares.
final class S3Uploads implements PartedUploads {
    static final String BINARY = "application/octet-stream";

    private final S3Client s3;
    private final String bucket;

    S3Uploads(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    void put(String key, byte[] content, int length) {
        S3Calls.call(() ->
                s3.putObject(request -> request.bucket(bucket).key(key).contentType(BINARY), body(content, length)));
    }

    @Override
    public String begin(String key) {
        return S3Calls.call(() -> s3.createMultipartUpload(request ->
                        request.bucket(bucket).key(key).contentType(BINARY).checksumAlgorithm(ChecksumAlgorithm.CRC32)))
                .uploadId();
    }

    @Override
    public UploadedPart send(String key, String upload, int number, byte[] content, int length) {
        UploadPartResponse sent = S3Calls.call(() -> s3.uploadPart(
                request -> request.bucket(bucket)
                        .key(key)
                        .uploadId(upload)
                        .partNumber(number)
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32),
                body(content, length)));
        return new UploadedPart(number, sent.eTag(), sent.checksumCRC32());
    }

    @Override
    public void complete(String key, String upload, List<UploadedPart> parts) {
        List<CompletedPart> all = parts.stream()
                .map(part -> CompletedPart.builder()
                        .partNumber(part.number())
                        .eTag(part.etag())
                        .checksumCRC32(part.checksum())
                        .build())
                .toList();
        S3Calls.call(() -> s3.completeMultipartUpload(request ->
                request.bucket(bucket).key(key).uploadId(upload).multipartUpload(whole -> whole.parts(all))));
    }

    /// The bytes of the parts that an object is to be made of. Their tags stand for what is in them: one that is sent
    /// again afterwards is not what was counted, and the store refuses it.
    long size(String key, String upload, List<UploadedPart> parts) {
        Map<Integer, Part> sent = S3Calls.call(() ->
                s3.listPartsPaginator(request -> request.bucket(bucket).key(key).uploadId(upload)).parts().stream()
                        .collect(Collectors.toMap(Part::partNumber, Function.identity())));
        return parts.stream()
                .mapToLong(part -> size(part, sent.get(part.number())))
                .sum();
    }

    private static long size(UploadedPart part, @Nullable Part sent) {
        if (sent == null || !tag(sent.eTag()).equals(tag(part.etag()))) {
            throw ApiException.invalid(
                    "Part %d was not uploaded, or is not the one that was: upload it again.".formatted(part.number()));
        }
        return sent.size();
    }

    private static String tag(String quoted) {
        return quoted.replace("\"", "");
    }

    @Override
    public void abort(String key, String upload) {
        S3Calls.find(() -> s3.abortMultipartUpload(
                request -> request.bucket(bucket).key(key).uploadId(upload)));
    }

    /// Without a copy, and as often as it has to be sent.
    private static RequestBody body(byte[] content, int length) {
        return RequestBody.fromContentProvider(() -> new ByteArrayInputStream(content, 0, length), length, BINARY);
    }
}
