package dev.cairn.artifacts.bucket;

import dev.cairn.artifacts.Admission;
import dev.cairn.artifacts.ArtifactFile;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.DirectTransfer;
import dev.cairn.artifacts.SentSize;
import dev.cairn.artifacts.SignedUrl;
import dev.cairn.artifacts.UploadedPart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Direct transfer to and from the keys of a bucket under which this server keeps files.
record BucketTransfer(SignedTransfer signed, BucketKeys keys) implements DirectTransfer {
    @Override
    public boolean sparesDownloads() {
        return true;
    }

    @Override
    public SignedUrl download(ArtifactFile file, Duration life) {
        return signed.download(keys.of(file.path()), life);
    }

    @Override
    public SignedUrl upload(ArtifactPath path, Duration life, SentSize size) {
        return signed.upload(keys.writable(path), life, size);
    }

    @Override
    public String begin(ArtifactPath path) {
        return signed.begin(keys.writable(path));
    }

    @Override
    public SignedUrl part(ArtifactPath path, String uploadId, int number, Duration life) {
        return signed.part(keys.writable(path), uploadId, number, life);
    }

    @Override
    public void complete(ArtifactPath path, String uploadId, List<UploadedPart> parts, Admission admission) {
        signed.complete(keys.writable(path), uploadId, parts, admission);
    }

    @Override
    public void abort(ArtifactPath path, String uploadId) {
        signed.abort(keys.writable(path), uploadId);
    }

    @Override
    public boolean sweep(Instant before) {
        return signed.sweep(keys.below(ArtifactPath.ROOT), before);
    }
}
