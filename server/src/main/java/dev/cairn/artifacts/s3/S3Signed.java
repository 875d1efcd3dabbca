package dev.cairn.artifacts.s3;

import dev.cairn.artifacts.Admission;
import dev.cairn.artifacts.SentSize;
import dev.cairn.artifacts.SignedUrl;
import dev.cairn.artifacts.UploadedPart;
import dev.cairn.artifacts.bucket.SignedTransfer;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// S3's presigned URLs and multipart uploads.
final class S3Signed implements SignedTransfer {
    private static final int MOST_SWEPT = 10_000;

    private final S3Client s3;
    private final S3Presigner presigner;
    private final String bucket;
    private final S3Uploads uploads;

    S3Signed(S3Client s3, S3Presigner presigner, S3Uploads uploads, String bucket) {
        this.s3 = s3;
        this.presigner = presigner;
        this.uploads = uploads;
        this.bucket = bucket;
    }

    @Override
    public SignedUrl download(String key, Duration life) {
        return new SignedUrl(presigner
                .presignGetObject(signed -> signed.signatureDuration(life)
                        .getObjectRequest(get -> get.bucket(bucket)
                                .key(key)
                                .responseContentType(S3Uploads.BINARY)
                                .responseContentDisposition("attachment")))
                .url()
                .toString());
    }

    /// A length that is signed is the only one that is taken; S3 knows no range of them.
    @Override
    public SignedUrl upload(String key, Duration life, SentSize size) {
        if (size.isBounded() && size.exact().isEmpty()) {
            throw SentSize.notBound("say in file_size how many bytes it has, or send it to this server in one PUT.");
        }
        @Nullable Long length = size.exact().isPresent() ? size.exact().getAsLong() : null;
        return new SignedUrl(presigner
                .presignPutObject(signed -> signed.signatureDuration(life)
                        .putObjectRequest(put -> put.bucket(bucket).key(key).contentLength(length)))
                .url()
                .toString());
    }

    @Override
    public SignedUrl part(String key, String upload, int number, Duration life) {
        return new SignedUrl(presigner
                .presignUploadPart(signed -> signed.signatureDuration(life)
                        .uploadPartRequest(part ->
                                part.bucket(bucket).key(key).uploadId(upload).partNumber(number)))
                .url()
                .toString());
    }

    /// Without checksums, since the stock client sends none.
    @Override
    public String begin(String key) {
        return S3Calls.call(() -> s3.createMultipartUpload(
                        request -> request.bucket(bucket).key(key).contentType(S3Uploads.BINARY)))
                .uploadId();
    }

    @Override
    public void complete(String key, String upload, List<UploadedPart> parts, Admission admission) {
        try {
            if (!admission.equals(Admission.ANY)) {
                admission.admit(uploads.size(key, upload, parts));
            }
            uploads.complete(key, upload, parts);
        } catch (ApiException unknown) {
            if (unknown.code() != ErrorCode.RESOURCE_DOES_NOT_EXIST || !isMadeOf(key, parts)) {
                throw unknown;
            }
        }
    }

    /// Whether an object is what parts become: its tag is a digest of theirs, so that a completion whose answer was
    /// lost may be sent again.
    private boolean isMadeOf(String key, List<UploadedPart> parts) {
        return S3Calls.find(
                        () -> s3.headObject(request -> request.bucket(bucket).key(key)))
                .filter(head ->
                        S3Tags.ofParts(parts).filter(head.eTag()::equals).isPresent())
                .isPresent();
    }

    @Override
    public void abort(String key, String upload) {
        uploads.abort(key, upload);
    }

    @Override
    public boolean sweep(String beginning, Instant before) {
        String afterKey = null;
        String afterUpload = null;
        int swept = 0;
        do {
            String key = afterKey;
            String upload = afterUpload;
            ListMultipartUploadsResponse page = S3Calls.call(() -> s3.listMultipartUploads(request ->
                    request.bucket(bucket).prefix(beginning).keyMarker(key).uploadIdMarker(upload)));
            for (MultipartUpload old : page.uploads()) {
                if (old.initiated().isBefore(before)) {
                    uploads.abort(old.key(), old.uploadId());
                    swept++;
                }
            }
            afterKey = page.isTruncated() ? page.nextKeyMarker() : null;
            afterUpload = page.isTruncated() ? page.nextUploadIdMarker() : null;
        } while (afterKey != null && swept < MOST_SWEPT);
        return afterKey == null;
    }

    void close() {
        presigner.close();
    }
}
