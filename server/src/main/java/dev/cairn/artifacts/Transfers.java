package dev.cairn.artifacts;

import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import dev.cairn.protocol.artifacts.CompleteMultipartUpload;
import dev.cairn.protocol.artifacts.CreateMultipartUpload;
import dev.cairn.protocol.artifacts.DownloadUrl;
import dev.cairn.protocol.artifacts.MultipartUploadCredential;
import dev.cairn.protocol.artifacts.MultipartUploadPart;
import dev.cairn.protocol.artifacts.PresignedUrl;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Files that clients move to and from the store by themselves (semantics, section 12).
final class Transfers {
    /// All URLs of an upload are signed when it begins, and the last part may go a long time after the first.
    private static final Duration PARTS_LIFE = Duration.ofHours(6);

    private static final Duration DOWNLOAD_LIFE = Duration.ofMinutes(15);

    /// What S3 puts together.
    private static final int MOST_PARTS = 10_000;

    /// The stock client looks for this beginning, and sends the file in one PUT then.
    private static final String NO_MULTIPART =
            "Multipart upload is not supported for the current artifact repository: send the file in one PUT.";

    static final String NO_PRESIGNED =
            "Multipart download is not supported for the current artifact repository: get the file from this server.";

    private final ArtifactStore store;
    private final Optional<DirectTransfer> direct;
    private final Consumer<ArtifactPath> stored;
    private final SigningTurns turns = new SigningTurns();
    private volatile long mostBytes = Long.MAX_VALUE;

    /// @param stored told of each file that is complete
    Transfers(ArtifactStore store, Optional<DirectTransfer> direct, Consumer<ArtifactPath> stored) {
        this.store = store;
        this.direct = direct;
        this.stored = stored;
    }

    /// Bounds the files that are put together from now on.
    void limitedBy(long bytes) {
        mostBytes = bytes;
    }

    boolean areOffered() {
        return direct.isPresent();
    }

    boolean spareDownloads() {
        return direct.filter(DirectTransfer::sparesDownloads).isPresent();
    }

    CreateMultipartUpload.Response create(ArtifactPath folder, CreateMultipartUpload request, Exchange exchange)
            throws IOException {
        DirectTransfer transfer = multipart();
        long parts = request.numParts() == null ? 1 : request.numParts();
        if (parts < 1 || parts > MOST_PARTS) {
            throw ApiException.invalid(
                    "An upload has 1 to %d parts, not %d: choose larger ones (MLFLOW_MULTIPART_UPLOAD_CHUNK_SIZE)."
                            .formatted(MOST_PARTS, parts));
        }
        ArtifactPath path = file(folder, request.path());
        return turns.run((int) parts, () -> {
            String id = transfer.begin(path);
            List<MultipartUploadCredential> credentials = new ArrayList<>();
            for (int part = 1; part <= parts; part++) {
                SignedUrl url = transfer.part(path, id, part, PARTS_LIFE);
                credentials.add(new MultipartUploadCredential(absolute(url, exchange), part, url.headers()));
            }
            return new CreateMultipartUpload.Response(id, credentials);
        });
    }

    void complete(ArtifactPath folder, CompleteMultipartUpload request) throws IOException {
        List<UploadedPart> parts = request.parts().stream()
                .sorted(Comparator.comparingInt(MultipartUploadPart::partNumber))
                .map(part -> new UploadedPart(part.partNumber(), part.etag() == null ? "" : part.etag()))
                .toList();
        if (parts.isEmpty()) {
            throw ApiException.invalid("An upload has at least one part.");
        }
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).number() != i + 1) {
                throw ApiException.invalid("The parts of an upload are numbered from 1 without a gap.");
            }
        }
        ArtifactPath path = file(folder, request.path());
        multipart().complete(path, request.uploadId(), parts, admission());
        stored.accept(path);
    }

    private Admission admission() {
        long most = mostBytes;
        return most == Long.MAX_VALUE
                ? Admission.ANY
                : bytes -> {
                    if (bytes > most) {
                        throw Upload.tooLarge(most);
                    }
                };
    }

    void abort(ArtifactPath folder, String name, String uploadId) throws IOException {
        multipart().abort(file(folder, name), uploadId);
    }

    /// A URL that is good for some minutes, as the stock client asks for it.
    DownloadUrl download(ArtifactPath path, Exchange exchange) throws IOException {
        DirectTransfer transfer = presigned();
        ArtifactFile file = Download.file(store, path);
        SignedUrl url = transfer.download(file, DOWNLOAD_LIFE);
        return new DownloadUrl(absolute(url, exchange), url.headers(), file.size());
    }

    PresignedUrl.Response downloadUrl(ArtifactPath path, Duration life, Exchange exchange) throws IOException {
        DirectTransfer transfer = presigned();
        ArtifactFile file = Download.file(store, path);
        SignedUrl url = transfer.download(file, life);
        return new PresignedUrl.Response(absolute(url, exchange), url.headers(), file.size());
    }

    PresignedUrl.Response uploadUrl(ArtifactPath path, Duration life, OptionalLong size, Exchange exchange)
            throws IOException {
        if (path.isRoot()) {
            throw ApiException.invalid("Parameter 'path' must name a file.");
        }
        if (size.orElse(0) < 0) {
            throw ApiException.invalid("Parameter 'file_size' must not be negative.");
        }
        DirectTransfer transfer = presigned();
        if (size.isPresent()) {
            admission().admit(size.getAsLong());
        }
        SignedUrl url = transfer.upload(path, life, new SentSize(size, mostBytes));
        return new PresignedUrl.Response(absolute(url, exchange), url.headers(), null);
    }

    private DirectTransfer multipart() {
        return direct.orElseThrow(() -> ApiException.notImplemented(NO_MULTIPART));
    }

    private DirectTransfer presigned() {
        return direct.orElseThrow(() -> ApiException.notImplemented(NO_PRESIGNED));
    }

    /// Clients name a file by its path on their own machine.
    private static ArtifactPath file(ArtifactPath folder, String localFile) {
        String name = localFile.replaceFirst("^.*[/\\\\]", "");
        if (name.isEmpty()) {
            throw ApiException.invalid("Parameter 'path' must name a file.");
        }
        return folder.child(ArtifactPath.of(name));
    }

    /// A URL of this server as the client addresses it; over TLS if the request came so.
    private static String absolute(SignedUrl url, Exchange exchange) {
        if (!url.url().startsWith("/")) {
            return url.url();
        }
        return exchange.origin() + url.url();
    }
}
