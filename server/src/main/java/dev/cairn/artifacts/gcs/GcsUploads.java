package dev.cairn.artifacts.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.artifacts.UploadedPart;
import dev.cairn.artifacts.bucket.PartedUploads;
import dev.cairn.artifacts.bucket.Refusals;
import dev.cairn.artifacts.bucket.RestAnswer;
import dev.cairn.artifacts.bucket.RestRequest;
import dev.cairn.http.Json;
import dev.cairn.text.NewIds;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import tools.jackson.databind.JsonNode;

/// What this server sends to a bucket: objects whole, or in a resumable upload, of which nothing is to be seen before
/// its last part. The store compares the CRC32C of each object. It forgets an upload that stops after a week.
final class GcsUploads implements PartedUploads {
    static final String BINARY = "application/octet-stream";

    private static final String JSON = "application/json; charset=UTF-8";
    private static final int NOT_YET = 308;

    private final GcsCalls calls;

    /// What is known of the content of each upload under way, by its id: the path and query of its session.
    private final Map<String, CRC32C> underWay = new ConcurrentHashMap<>();

    GcsUploads(GcsCalls calls) {
        this.calls = calls;
    }

    /// In one request, with the object's resource before the content.
    void put(String key, byte[] content, int length) {
        CRC32C crc = new CRC32C();
        crc.update(content, 0, length);
        String boundary = NewIds.of("cairn-");
        String resource = new String(
                Json.write(Map.of("name", GcsCalls.checked(key), "contentType", BINARY, "crc32c", text(crc))), UTF_8);
        String head = "--%1$s\r\nContent-Type: %2$s\r\n\r\n%3$s\r\n--%1$s\r\nContent-Type: %4$s\r\n\r\n"
                .formatted(boundary, JSON, resource, BINARY);
        calls.send(calls.upload("multipart")
                .header("content-type", "multipart/related; boundary=" + boundary)
                .body(content, length)
                .framed(
                        head.getBytes(UTF_8),
                        "\r\n--%s--\r\n".formatted(boundary).getBytes(UTF_8)));
    }

    @Override
    public String begin(String key) {
        byte[] resource = Json.write(Map.of("contentType", BINARY));
        RestAnswer answer = calls.send(calls.upload("resumable")
                .query("name", GcsCalls.checked(key))
                .header("content-type", JSON)
                .header("x-upload-content-type", BINARY)
                .body(resource, resource.length));
        String session = session(answer.header("Location"));
        underWay.put(session, new CRC32C());
        return session;
    }

    /// Only what is said of the session counts, not where it is: this server talks to one place.
    private static String session(String location) {
        try {
            URI uri = URI.create(location);
            if (uri.getRawQuery() != null
                    && uri.getRawPath().startsWith("/")
                    && uri.getRawQuery().contains("upload_id=")) {
                return uri.getRawPath() + "?" + uri.getRawQuery();
            }
        } catch (IllegalArgumentException malformed) {
            // is said below
        }
        throw Refusals.silence("a resumable upload without a session");
    }

    @Override
    public UploadedPart send(String key, String upload, int number, byte[] content, int length) {
        CRC32C crc = Objects.requireNonNull(underWay.get(upload));
        crc.update(content, 0, length);
        long start = (long) (number - 1) * content.length;
        long end = start + length;
        boolean isLast = length < content.length;
        long from = start;
        while (from < end) {
            RestRequest chunk = ofSession(upload)
                    .header("content-range", "bytes %d-%d/%s".formatted(from, end - 1, isLast ? end : "*"))
                    .body(content, (int) (from - start), (int) (end - from));
            if (isLast) {
                chunk.header("x-goog-hash", "crc32c=" + text(crc));
            }
            RestAnswer answer = calls.tell(chunk);
            if (isLast && answer.isFine()) {
                requireSame(key, answer, crc);
                return new UploadedPart(number, "");
            }
            from = kept(answer, from, end);
        }
        return new UploadedPart(number, Long.toString(end));
    }

    /// How much of an upload the store has.
    private static long kept(RestAnswer answer, long from, long end) {
        if (answer.status() != NOT_YET) {
            throw GcsCalls.refused(answer);
        }
        String range = answer.header("Range");
        long kept = range.matches("bytes=0-\\d{1,18}") ? Long.parseLong(range.substring("bytes=0-".length())) + 1 : 0;
        if (kept <= from || kept > end) {
            throw Refusals.silence("a resumable upload that does not go on");
        }
        return kept;
    }

    /// What ended with a part that was not full is there already.
    @Override
    public void complete(String key, String upload, List<UploadedPart> parts) {
        CRC32C crc = Objects.requireNonNull(underWay.remove(upload));
        String end = parts.getLast().etag();
        if (!end.isEmpty()) {
            RestAnswer answer = calls.send(ofSession(upload)
                    .header("content-range", "bytes */" + end)
                    .header("x-goog-hash", "crc32c=" + text(crc)));
            requireSame(key, answer, crc);
        }
    }

    private void requireSame(String key, RestAnswer answer, CRC32C crc) {
        JsonNode stored = GcsCalls.json(answer);
        if (!stored.path("crc32c").asString(text(crc)).equals(text(crc))) {
            calls.find(calls.ofObject("DELETE", key)
                    .query("generation", stored.path("generation").asString("")));
            throw Refusals.silence("other bytes than were sent");
        }
    }

    /// The store answers 499 where it did so.
    @Override
    public void abort(String key, String upload) {
        underWay.remove(upload);
        calls.tell(new RestRequest("DELETE", upload));
    }

    private static RestRequest ofSession(String upload) {
        return new RestRequest("PUT", upload);
    }

    /// As the store writes it: big-endian, in base64.
    private static String text(CRC32C crc) {
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(Integer.BYTES)
                        .putInt((int) crc.getValue())
                        .array());
    }
}
