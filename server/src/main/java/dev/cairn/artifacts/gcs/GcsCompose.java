package dev.cairn.artifacts.gcs;

import dev.cairn.artifacts.bucket.OneByOne;
import dev.cairn.artifacts.bucket.RestRequest;
import dev.cairn.artifacts.bucket.StoredObject;
import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// Makes one object of many. The store takes a few at a time, so that many become some first, and those one.
final class GcsCompose {
    private static final int AT_ONCE = 32;

    private final GcsCalls calls;

    GcsCompose(GcsCalls calls) {
        this.calls = calls;
    }

    /// @param folder what the names of objects on the way begin with; they are left there
    void compose(List<StoredObject> parts, String folder, String key) {
        List<StoredObject> level = parts;
        for (int depth = 1; level.size() > AT_ONCE; depth++) {
            level = next(level, "%slevel-%d-".formatted(folder, depth));
        }
        composed(key, level);
    }

    private List<StoredObject> next(List<StoredObject> level, String beginning) {
        List<String> names = new ArrayList<>();
        Map<String, List<StoredObject>> groups = new ConcurrentHashMap<>();
        for (int i = 0; i < level.size(); i += AT_ONCE) {
            String name = "%s%05d".formatted(beginning, i / AT_ONCE);
            names.add(name);
            groups.put(name, level.subList(i, Math.min(i + AT_ONCE, level.size())));
        }
        Map<String, StoredObject> made = new ConcurrentHashMap<>();
        OneByOne.each(names, name -> made.put(name, composed(name, Objects.requireNonNull(groups.get(name)))));
        return names.stream()
                .map(name -> Objects.requireNonNull(made.get(name)))
                .toList();
    }

    /// Of the objects as they were listed: one that was sent again meanwhile is refused.
    private StoredObject composed(String key, List<StoredObject> sources) {
        byte[] body = Json.write(Map.of(
                "sourceObjects",
                sources.stream()
                        .map(source -> Map.of("name", source.key(), "generation", GcsListing.generation(source.etag())))
                        .toList(),
                "destination",
                Map.of("contentType", GcsUploads.BINARY)));
        RestRequest request = calls.ofObject("POST", key);
        return calls.find(new RestRequest("POST", request.path() + "/compose")
                        .query("fields", GcsListing.FIELDS)
                        .header("content-type", "application/json; charset=UTF-8")
                        .body(body, body.length))
                .map(answer -> GcsListing.object(GcsCalls.json(answer)))
                .orElseThrow(() -> ApiException.busy(
                        "A part was sent again, or all were put together, at the same time; try again."));
    }
}
