package dev.cairn.artifacts.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.artifacts.bucket.ObjectPage;
import dev.cairn.artifacts.bucket.Refusals;
import dev.cairn.artifacts.bucket.RestRequest;
import dev.cairn.artifacts.bucket.StoredObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Pages of a bucket's names. A page goes on behind the last name of the one before, so that it means the same however
/// a store counts folders and whatever a client makes of the place.
final class GcsListing {
    static final String FIELDS = "name,size,updated,generation";

    /// What follows a slash in the order of bytes.
    private static final String BEHIND_SLASH = "0";

    private static final Comparator<byte[]> BYTES = Arrays::compareUnsigned;

    private final GcsCalls calls;

    GcsListing(GcsCalls calls) {
        this.calls = calls;
    }

    /// @param from the last name or folder of the page before
    ObjectPage page(String beginning, String from, int limit, boolean byFolder) {
        RestRequest request = calls.ofBucket("GET")
                .query("prefix", beginning)
                .query("maxResults", Integer.toString(limit + 1)) // since the place itself may be among them
                .query("fields", "items(%s),prefixes,nextPageToken".formatted(FIELDS));
        if (byFolder) {
            request.query("delimiter", "/");
        }
        if (!from.isEmpty()) {
            boolean isFolder = byFolder && from.endsWith("/") && from.length() > beginning.length();
            request.query("startOffset", isFolder ? from.substring(0, from.length() - 1) + BEHIND_SLASH : from);
        }
        List<JsonNode> entries = new ArrayList<>();
        boolean isMore;
        do {
            JsonNode answer = GcsCalls.json(calls.send(request));
            answer.path("items").forEach(entries::add);
            answer.path("prefixes").forEach(entries::add);
            entries.removeIf(entry -> name(entry).equals(from));
            isMore = answer.hasNonNull("nextPageToken");
            request.query("pageToken", answer.path("nextPageToken").asString(""));
        } while (entries.isEmpty() && isMore);
        entries.sort(Comparator.comparing(entry -> name(entry).getBytes(UTF_8), BYTES));
        List<JsonNode> shown = entries.subList(0, Math.min(limit, entries.size()));
        return new ObjectPage(
                shown.stream()
                        .filter(JsonNode::isObject)
                        .map(GcsListing::object)
                        .toList(),
                shown.stream()
                        .filter(JsonNode::isString)
                        .map(JsonNode::asString)
                        .toList(),
                isMore || shown.size() < entries.size() ? name(shown.getLast()) : "");
    }

    private static String name(JsonNode entry) {
        return entry.isString() ? entry.asString() : entry.path("name").asString("");
    }

    /// What an object's resource says, with its generation as its tag.
    static StoredObject object(JsonNode resource) {
        try {
            return new StoredObject(
                    resource.path("name").asString(),
                    Long.parseLong(resource.path("size").asString()),
                    updated(resource.path("updated").asString()),
                    "\"" + resource.path("generation").asString() + "\"");
        } catch (NumberFormatException | DateTimeException incomplete) {
            throw Refusals.silence("an object without its size or time");
        }
    }

    private static Instant updated(String time) {
        return OffsetDateTime.parse(time).toInstant();
    }

    static String generation(String etag) {
        return etag.replace("\"", "");
    }
}
