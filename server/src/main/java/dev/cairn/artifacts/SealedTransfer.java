package dev.cairn.artifacts;

import dev.cairn.http.ApiException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/// Direct transfer to and from a store in which some files are encrypted: those are read from this server alone.
record SealedTransfer(DirectTransfer direct, Predicate<ArtifactFile> isSealed) implements DirectTransfer {
    @Override
    public boolean sparesDownloads() {
        return direct.sparesDownloads();
    }

    @Override
    public SignedUrl download(ArtifactFile file, Duration life) throws IOException {
        if (direct.sparesDownloads() && isSealed.test(file)) {
            throw ApiException.notImplemented(Transfers.NO_PRESIGNED);
        }
        return direct.download(file, life);
    }

    @Override
    public SignedUrl upload(ArtifactPath path, Duration life, SentSize size) throws IOException {
        return direct.upload(path, life, size);
    }

    @Override
    public String begin(ArtifactPath path) throws IOException {
        return direct.begin(path);
    }

    @Override
    public SignedUrl part(ArtifactPath path, String uploadId, int number, Duration life) throws IOException {
        return direct.part(path, uploadId, number, life);
    }

    @Override
    public String take(ArtifactPath path, String uploadId, int number, Upload part) throws IOException {
        return direct.take(path, uploadId, number, part);
    }

    @Override
    public void complete(ArtifactPath path, String uploadId, List<UploadedPart> parts, Admission admission)
            throws IOException {
        direct.complete(path, uploadId, parts, admission);
    }

    @Override
    public void abort(ArtifactPath path, String uploadId) throws IOException {
        direct.abort(path, uploadId);
    }

    @Override
    public boolean sweep(Instant before) throws IOException {
        return direct.sweep(before);
    }
}
