package dev.cairn.artifacts.azure;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.cairn.artifacts.UploadedPart;
import dev.cairn.artifacts.bucket.PartedUploads;
import dev.cairn.artifacts.bucket.RestAnswer;
import dev.cairn.artifacts.bucket.RestRequest;
import dev.cairn.http.ApiException;
import dev.cairn.text.Digests;
import dev.cairn.text.NewIds;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What this server sends to a container: blobs whole, or as blocks that a list makes a blob of. The store compares the
/// MD5 of each. Azure forgets blocks that are in no list after a week, and when another blob takes the name.
final class AzureBlocks implements PartedUploads {
    private static final String BINARY = "application/octet-stream";

    private final AzureCalls calls;

    AzureBlocks(AzureCalls calls) {
        this.calls = calls;
    }

    void put(String key, byte[] content, int length) {
        calls.send(calls.ofBlob("PUT", key)
                .header("x-ms-blob-type", "BlockBlob")
                .header("x-ms-blob-content-type", BINARY)
                .header("content-md5", md5(content, length))
                .body(content, length));
    }

    @Override
    public String begin(String key) {
        return NewIds.of("");
    }

    @Override
    public UploadedPart send(String key, String upload, int number, byte[] content, int length) {
        calls.send(calls.ofBlob("PUT", key)
                .query("comp", "block")
                .query("blockid", id(upload, number))
                .header("content-md5", md5(content, length))
                .body(content, length));
        return new UploadedPart(number, "");
    }

    @Override
    public void complete(String key, String upload, List<UploadedPart> parts) {
        if (!commit(key, upload, parts)) {
            throw ApiException.busy("Another upload of this file was completed meanwhile; try again.");
        }
    }

    /// Makes a blob of blocks; false if the store does not have one of them.
    boolean commit(String key, String upload, List<UploadedPart> parts) {
        String list = parts.stream()
                .map(part -> "<Latest>" + id(upload, part.number()) + "</Latest>")
                .collect(Collectors.joining("", "<?xml version=\"1.0\"?><BlockList>", "</BlockList>"));
        byte[] bytes = list.getBytes(US_ASCII);
        RestRequest request = calls.ofBlob("PUT", key)
                .query("comp", "blocklist")
                .header("x-ms-blob-content-type", BINARY)
                .body(bytes, bytes.length);
        RestAnswer answer = calls.tell(request, "InvalidBlockList");
        return answer.isFine();
    }

    /// The bytes of the blocks that a blob is to be made of; of those that the store does not have, none.
    long size(String key, String upload, List<UploadedPart> parts) {
        RestRequest request =
                calls.ofBlob("GET", key).query("comp", "blocklist").query("blocklisttype", "all");
        Map<String, Long> sizes = calls.find(request)
                .map(answer -> AzureXml.blocks(answer.body()))
                .orElse(Map.of());
        return parts.stream()
                .mapToLong(part -> sizes.getOrDefault(id(upload, part.number()), 0L))
                .sum();
    }

    /// Blocks of no list disappear by themselves.
    @Override
    public void abort(String key, String upload) {}

    /// All of a blob's blocks have ids of one length.
    static String id(String upload, int number) {
        return Base64.getEncoder()
                .encodeToString("%s-%05d".formatted(upload, number).getBytes(US_ASCII));
    }

    private static String md5(byte[] content, int length) {
        MessageDigest digest = Digests.md5();
        digest.update(content, 0, length);
        return Base64.getEncoder().encodeToString(digest.digest());
    }
}
