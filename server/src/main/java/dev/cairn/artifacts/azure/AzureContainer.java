package dev.cairn.artifacts.azure;

import dev.cairn.artifacts.ByteRange;
import dev.cairn.artifacts.bucket.Bucket;
import dev.cairn.artifacts.bucket.BucketCheck;
import dev.cairn.artifacts.bucket.BucketKeys;
import dev.cairn.artifacts.bucket.ObjectPage;
import dev.cairn.artifacts.bucket.OneByOne;
import dev.cairn.artifacts.bucket.PartedUploads;
import dev.cairn.artifacts.bucket.RestAnswer;
import dev.cairn.artifacts.bucket.RestRequest;
import dev.cairn.artifacts.bucket.SignedTransfer;
import dev.cairn.artifacts.bucket.StoredObject;
import dev.cairn.artifacts.bucket.UploadMarks;
import dev.cairn.config.ArtifactDestination;
import dev.cairn.config.AzureAccess;
import java.io.InputStream;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A container of block blobs. In an account with a hierarchical namespace folders are things of their own, which are
/// not taken for files.
public final class AzureContainer implements Bucket {
    private final AzureCalls calls;
    private final AzureBlocks blocks;
    private final @Nullable AzureSigned signed;

    private AzureContainer(AzureCalls calls, ArtifactDestination.Azure destination) {
        this.calls = calls;
        this.blocks = new AzureBlocks(calls);
        UploadMarks marks = new UploadMarks(this, new BucketKeys(destination.prefix()));
        this.signed = destination.access() instanceof AzureAccess.SharedKey key
                ? new AzureSigned(new AzureSas(destination, key), calls, blocks, marks)
                : null;
    }

    /// A store that is away at the moment is opened all the same.
    ///
    /// @throws IllegalArgumentException with a sentence for the user, if the settings are wrong
    public static AzureContainer open(ArtifactDestination.Azure destination) {
        AzureCalls calls = new AzureCalls(destination);
        BucketCheck.exists(
                "container",
                destination.container(),
                () -> calls.tell(calls.ofContainer("HEAD"), "ContainerNotFound").isFine(),
                calls::close);
        return new AzureContainer(calls, destination);
    }

    @Override
    public Optional<StoredObject> find(String key) {
        return calls.find(calls.ofBlob("HEAD", key))
                .filter(head -> !isFolder(head))
                .map(head -> new StoredObject(
                        key,
                        Long.parseLong(head.header("Content-Length")),
                        ZonedDateTime.parse(head.header("Last-Modified"), DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant(),
                        head.header("ETag")));
    }

    private static boolean isFolder(RestAnswer head) {
        return head.header("x-ms-resource-type").equals("directory")
                || head.header("x-ms-meta-hdi_isfolder").equals("true");
    }

    @Override
    public ObjectPage page(String beginning, String from, int limit, boolean byFolder) {
        RestRequest request = calls.ofContainer("GET")
                .query("comp", "list")
                .query("prefix", beginning)
                .query("maxresults", Integer.toString(limit));
        if (byFolder) {
            request.query("delimiter", "/");
        }
        if (!from.isEmpty()) {
            request.query("marker", from);
        }
        return AzureXml.page(calls.send(request).body(), byFolder);
    }

    @Override
    public InputStream open(String key, String etag, ByteRange range) {
        return calls.open(calls.ofBlob("GET", key)
                .header("if-match", etag)
                .header("x-ms-range", "bytes=%d-%d".formatted(range.first(), range.last())));
    }

    @Override
    public void put(String key, byte[] content, int length) {
        blocks.put(key, content, length);
    }

    /// With the snapshots that somebody may have made of them.
    @Override
    public void delete(List<String> keys) {
        OneByOne.each(keys, key -> calls.find(calls.ofBlob("DELETE", key).header("x-ms-delete-snapshots", "include")));
    }

    @Override
    public PartedUploads uploads() {
        return blocks;
    }

    @Override
    public Optional<SignedTransfer> signed() {
        return Optional.ofNullable(signed);
    }

    @Override
    public void close() {
        calls.close();
    }
}
