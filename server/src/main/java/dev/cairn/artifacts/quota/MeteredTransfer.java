package dev.cairn.artifacts.quota;

import dev.cairn.artifacts.Admission;
import dev.cairn.artifacts.ArtifactFile;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.DirectTransfer;
import dev.cairn.artifacts.SentSize;
import dev.cairn.artifacts.SignedUrl;
import dev.cairn.artifacts.Upload;
import dev.cairn.artifacts.UploadedPart;
import dev.cairn.http.ApiException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Direct transfer to a store that takes of each workspace no more than its quota. Parts that this
/// server takes itself are reserved as they come, under the id of their upload; those that go to a
/// bucket when they are put together.
record MeteredTransfer(Quotas quotas, DirectTransfer direct) implements DirectTransfer {
    /// Longer than what nobody completes is kept.
    static final Duration PARTS_LIFE = Duration.ofHours(26);

    /// How long something may take that was begun with a URL that is no longer good.
    private static final Duration LATE = Duration.ofMinutes(15);

    @Override
    public boolean sparesDownloads() {
        return direct.sparesDownloads();
    }

    @Override
    public SignedUrl download(ArtifactFile file, Duration life) throws IOException {
        return direct.download(file, life);
    }

    /// What goes past this server has to be known to the byte. It is looked after when the URL is no longer good.
    @Override
    public SignedUrl upload(ArtifactPath path, Duration life, SentSize size) throws IOException {
        if (!direct.sparesDownloads() || !quotas.bounds(path)) {
            return direct.upload(path, life, size);
        }
        long bytes = size.exact()
                .orElseThrow(() -> SentSize.notBound(
                        "say in file_size how many bytes it has, or send it to this server in one PUT."));
        SignedUrl url = direct.upload(path, life, new SentSize(size.exact(), bytes));
        Optional<Reservation> room = quotas.reserve(Quotas.newId(), path, bytes, life.plus(LATE));
        room.ifPresent(one -> one.extend(bytes)); // keeps what is there before
        return url;
    }

    @Override
    public String begin(ArtifactPath path) throws IOException {
        quotas.reserve(Quotas.newId(), path, 1, Quotas.LIFE).ifPresent(Reservation::release);
        return direct.begin(path);
    }

    @Override
    public SignedUrl part(ArtifactPath path, String uploadId, int number, Duration life) throws IOException {
        return direct.part(path, uploadId, number, life);
    }

    @Override
    public String take(ArtifactPath path, String uploadId, int number, Upload part) throws IOException {
        if (!quotas.bounds(path)) {
            return direct.take(path, uploadId, number, part);
        }
        if (part.length() < 0) {
            throw ApiException.invalid("The upload needs a Content-Length header.");
        }
        quotas.grow(uploadId, path, part.length());
        boolean isTaken = false;
        try {
            String etag = direct.take(path, uploadId, number, part);
            isTaken = true;
            return etag;
        } finally {
            if (!isTaken) {
                quotas.shrink(uploadId, part.length());
            }
        }
    }

    @Override
    public void complete(ArtifactPath path, String uploadId, List<UploadedPart> parts, Admission admission)
            throws IOException {
        if (!quotas.bounds(path)) {
            direct.complete(path, uploadId, parts, admission);
            return;
        }
        AtomicReference<Reservation> room = new AtomicReference<>();
        long[] size = new long[1];
        boolean isDone = false;
        try {
            direct.complete(path, uploadId, parts, bytes -> {
                admission.admit(bytes);
                size[0] = bytes;
                reserve(path, uploadId, bytes).ifPresent(room::set);
            });
            isDone = true;
        } finally {
            Reservation reserved = room.get();
            if (reserved != null && isDone) {
                reserved.settle(size[0]);
            } else if (reserved != null) {
                reserved.doubt();
            }
        }
    }

    private Optional<Reservation> reserve(ArtifactPath path, String uploadId, long bytes) {
        try {
            return quotas.reserve(uploadId, path, bytes, Quotas.LIFE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void abort(ArtifactPath path, String uploadId) throws IOException {
        direct.abort(path, uploadId);
        if (quotas.bounds(path)) {
            quotas.release(uploadId);
        }
    }

    @Override
    public boolean sweep(Instant before) throws IOException {
        return direct.sweep(before);
    }
}
