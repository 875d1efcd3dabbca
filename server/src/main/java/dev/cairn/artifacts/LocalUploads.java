package dev.cairn.artifacts;

import dev.cairn.files.OwnerOnly;
import dev.cairn.http.ApiException;
import dev.cairn.http.Method;
import dev.cairn.text.Digests;
import dev.cairn.text.NewIds;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/// Uploads in parts into a folder. Each part is a file whose name has its number and its SHA-256, which is its ETag;
/// they lie in a folder of the upload, which says for which path it is.
final class LocalUploads implements DirectTransfer {
    private static final String PATH = "path";
    private static final String KEY = "signing-key";
    private static final int MOST_SWEPT = 10_000;

    private final LocalStore store;
    private final Path uploads;
    private final InstantSource clock;
    private final UrlSigner signer;
    private final Assembly assembly;

    LocalUploads(LocalStore store, Path uploads, InstantSource clock) {
        this.store = store;
        this.uploads = uploads;
        this.clock = clock;
        this.signer = new UrlSigner(uploads.resolve(KEY));
        this.assembly = new Assembly(store);
    }

    UrlSigner signer() {
        return signer;
    }

    /// The files are on this server's own disk.
    @Override
    public boolean sparesDownloads() {
        return false;
    }

    @Override
    public SignedUrl download(ArtifactFile file, Duration life) throws IOException {
        return new SignedUrl(SignedAccess.file(Method.GET, file.path(), SignedAccess.end(clock, life))
                .url(signer));
    }

    /// Leads to this server, which looks at what comes.
    @Override
    public SignedUrl upload(ArtifactPath path, Duration life, SentSize size) throws IOException {
        return new SignedUrl(SignedAccess.file(Method.PUT, path, SignedAccess.end(clock, life))
                .url(signer));
    }

    @Override
    public SignedUrl part(ArtifactPath path, String uploadId, int number, Duration life) throws IOException {
        return new SignedUrl(SignedAccess.part(path, uploadId, number, SignedAccess.end(clock, life))
                .url(signer));
    }

    @Override
    public String begin(ArtifactPath path) throws IOException {
        store.requireFree(path);
        String id = NewIds.of("");
        Path making = uploads.resolve(UUID.randomUUID().toString());
        OwnerOnly.file(making.resolve(PATH));
        Files.writeString(making.resolve(PATH), path.value());
        Files.move(making, uploads.resolve(id), StandardCopyOption.ATOMIC_MOVE);
        return id;
    }

    @Override
    public String take(ArtifactPath path, String uploadId, int number, Upload upload) throws IOException {
        Path folder = folder(path, uploadId);
        Path making = folder.resolve(UUID.randomUUID().toString());
        try {
            MessageDigest digest = Digests.sha256();
            OwnerOnly.newFile(making);
            try (OutputStream out =
                    new DigestOutputStream(Files.newOutputStream(making, StandardOpenOption.WRITE), digest)) {
                upload.copyTo(out);
            }
            String etag = HexFormat.of().formatHex(digest.digest());
            Files.move(making, folder.resolve(name(number, etag)), StandardCopyOption.ATOMIC_MOVE);
            return "\"" + etag + "\"";
        } catch (NoSuchFileException abortedMeanwhile) {
            throw missing();
        } finally {
            Files.deleteIfExists(making);
        }
    }

    @Override
    public void complete(ArtifactPath path, String uploadId, List<UploadedPart> parts, Admission admission)
            throws IOException {
        assembly.run(
                folder(path, uploadId), parts.stream().map(LocalUploads::name).toList(), path, admission);
    }

    @Override
    public void abort(ArtifactPath path, String uploadId) throws IOException {
        try {
            LocalStore.deleteAll(folder(path, uploadId));
        } catch (ApiException isGone) {
            // which is what was wanted
        }
    }

    /// Also what a kill left of files that were sent in one piece.
    @Override
    public boolean sweep(Instant before) throws IOException {
        int swept = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(uploads)) {
            for (Path entry : entries) {
                if (!entry.endsWith(KEY) && isOlder(entry, before) && swept++ < MOST_SWEPT) {
                    LocalStore.deleteAll(entry);
                }
            }
        }
        return swept <= MOST_SWEPT;
    }

    private static boolean isOlder(Path entry, Instant before) throws IOException {
        try {
            return Files.getLastModifiedTime(entry, LinkOption.NOFOLLOW_LINKS)
                    .toInstant()
                    .isBefore(before);
        } catch (NoSuchFileException completedMeanwhile) {
            return false;
        }
    }

    private Path folder(ArtifactPath path, String uploadId) throws IOException {
        try {
            if (uploadId.matches("[0-9a-f]{32}")
                    && Files.readString(uploads.resolve(uploadId).resolve(PATH)).equals(path.value())) {
                return uploads.resolve(uploadId);
            }
        } catch (NoSuchFileException gone) {
            // or never was
        }
        throw missing();
    }

    static ApiException missing() {
        return ApiException.missing("No such multipart upload: it was completed, aborted or given up.");
    }

    private static String name(UploadedPart part) {
        String etag = part.etag().replace("\"", "");
        return name(part.number(), etag.matches("[0-9a-f]{64}") ? etag : "unknown");
    }

    private static String name(int number, String etag) {
        return "%05d-%s".formatted(number, etag);
    }
}
