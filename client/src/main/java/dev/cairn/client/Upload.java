package dev.cairn.client;

import dev.cairn.protocol.Empty;
import dev.cairn.protocol.artifacts.AbortMultipartUpload;
import dev.cairn.protocol.artifacts.CompleteMultipartUpload;
import dev.cairn.protocol.artifacts.CreateMultipartUpload;
import dev.cairn.protocol.artifacts.MultipartUploadCredential;
import dev.cairn.protocol.artifacts.MultipartUploadPart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A file on its way to the artifact store: in one request, or in parts of which each is tried again by itself.
final class Upload {
    private static final long IN_PARTS = 128L << 20;
    private static final int PART = 16 << 20;
    private static final int MOST_PARTS = 10_000;

    private final Transport transport;
    private final ProxyPath place;

    Upload(Transport transport, ProxyPath place) {
        this.transport = transport;
        this.place = place;
    }

    void send(Path file) {
        try {
            long size = Files.size(file);
            if (size >= IN_PARTS && transport.server().multipartUploadsEnabled()) {
                sendInParts(file, size);
            } else {
                transport.upload(place.route(), BodyPublishers.ofFile(file));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void sendInParts(Path file, long size) throws IOException {
        int partSize = Math.toIntExact(Math.max(PART, (size + MOST_PARTS - 1) / MOST_PARTS));
        long parts = (size + partSize - 1) / partSize;
        CreateMultipartUpload.Response upload = transport.search(
                place.multipart("create"),
                new CreateMultipartUpload(place.name(), parts),
                CreateMultipartUpload.Response.class);
        try {
            List<MultipartUploadPart> sent = sendParts(file, partSize, upload.credentials());
            transport.search(
                    place.multipart("complete"),
                    new CompleteMultipartUpload(place.name(), upload.uploadId(), sent),
                    Empty.class);
        } catch (IOException | RuntimeException failure) {
            abort(upload.uploadId(), failure);
            throw failure;
        }
    }

    private List<MultipartUploadPart> sendParts(Path file, int partSize, List<MultipartUploadCredential> places)
            throws IOException {
        List<MultipartUploadPart> sent = new ArrayList<>();
        try (InputStream content = Files.newInputStream(file)) {
            for (MultipartUploadCredential part : places) {
                byte[] bytes = content.readNBytes(partSize);
                String etag = transport.uploadSigned(part.url(), part.headers(), BodyPublishers.ofByteArray(bytes));
                sent.add(new MultipartUploadPart(part.partNumber(), etag, part.url()));
            }
        }
        return sent;
    }

    private void abort(String uploadId, Exception failure) {
        try {
            transport.search(place.multipart("abort"), new AbortMultipartUpload(place.name(), uploadId), Empty.class);
        } catch (CairnException alsoFailed) { // the server clears it up after a day
            failure.addSuppressed(alsoFailed);
        }
    }
}
