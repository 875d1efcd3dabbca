package dev.cairn.artifacts.azure;

import dev.cairn.artifacts.Admission;
import dev.cairn.artifacts.SentSize;
import dev.cairn.artifacts.SignedUrl;
import dev.cairn.artifacts.UploadedPart;
import dev.cairn.artifacts.bucket.SignedTransfer;
import dev.cairn.artifacts.bucket.UploadMarks;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.PercentEncoding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Blobs under shared access signatures. Azure knows blocks and no uploads, so that this server marks those; it tells
/// no tag of a block, so that the parts of an upload are known by their numbers alone.
final class AzureSigned implements SignedTransfer {
    private static final String READ = "r";
    private static final String WRITE = "cw";

    private final AzureSas sas;
    private final AzureCalls calls;
    private final AzureBlocks blocks;
    private final UploadMarks marks;

    AzureSigned(AzureSas sas, AzureCalls calls, AzureBlocks blocks, UploadMarks marks) {
        this.sas = sas;
        this.calls = calls;
        this.blocks = blocks;
        this.marks = marks;
    }

    @Override
    public SignedUrl download(String key, Duration life) {
        return new SignedUrl(
                calls.url(key) + "?" + sas.query(key, READ, life, "attachment", "application/octet-stream"));
    }

    /// A signature of Azure's says nothing of lengths.
    @Override
    public SignedUrl upload(String key, Duration life, SentSize size) {
        if (size.isBounded()) {
            throw SentSize.notBound("its store cannot do so, so send it to this server in one PUT.");
        }
        return new SignedUrl(
                calls.url(key) + "?" + sas.query(key, WRITE, life, "", ""), Map.of("x-ms-blob-type", "BlockBlob"));
    }

    @Override
    public String begin(String key) {
        return marks.begin(key);
    }

    @Override
    public SignedUrl part(String key, String upload, int number, Duration life) {
        return new SignedUrl("%s?comp=block&blockid=%s&%s"
                .formatted(
                        calls.url(key),
                        PercentEncoding.of(AzureBlocks.id(upload, number)),
                        sas.query(key, WRITE, life, "", "")));
    }

    /// As often as it is asked for: the mark of what is complete stays until the sweep.
    @Override
    public void complete(String key, String upload, List<UploadedPart> parts, Admission admission) {
        marks.require(key, upload);
        if (!admission.equals(Admission.ANY)) {
            admission.admit(blocks.size(key, upload, parts));
        }
        if (!blocks.commit(key, upload, parts)) {
            throw ApiException.invalid(
                    "A part was not uploaded, or another upload of this file was completed meanwhile: upload it again.");
        }
    }

    @Override
    public void abort(String key, String upload) {
        marks.remove(key, upload);
    }

    @Override
    public boolean sweep(String beginning, Instant before) {
        return marks.sweep(before);
    }
}
