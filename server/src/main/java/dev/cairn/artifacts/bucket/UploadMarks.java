package dev.cairn.artifacts.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.text.Digests;
import dev.cairn.text.NewIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Uploads in parts of a store that does not know them by itself: an object each, below a folder that is not shown,
/// whose key holds the upload's id and the hash of the key that the upload is for.
public final class UploadMarks {
    private static final int MOST_SWEPT = 10_000;
    private static final String MARK = "mark";
    private static final int HASH_BYTES = 16;

    private final Bucket bucket;
    private final BucketKeys keys;

    public UploadMarks(Bucket bucket, BucketKeys keys) {
        this.bucket = bucket;
        this.keys = keys;
    }

    /// Begins an upload and returns its id.
    public String begin(String key) {
        String id = NewIds.of("");
        bucket.put(mark(key, id), new byte[0], 0);
        return id;
    }

    /// Refuses an upload that was not begun for a key, or is no longer under way.
    public void require(String key, String id) {
        if (!isId(id) || bucket.find(mark(key, id)).isEmpty()) {
            throw Refusals.noUpload();
        }
    }

    /// Forgets an upload, if there is one.
    public void end(String key, String id) {
        if (isId(id)) {
            bucket.delete(List.of(mark(key, id)));
        }
    }

    /// Forgets an upload of which nothing but the mark is kept, with its folder where such are things of their own.
    public void remove(String key, String id) {
        if (isId(id)) {
            end(key, id);
            bucket.delete(List.of(folderOf(mark(key, id))));
        }
    }

    /// All that is kept of an upload.
    public List<StoredObject> objects(String key, String id) {
        List<StoredObject> objects = new ArrayList<>();
        eachPage(folder(key, id), page -> objects.addAll(page.objects()));
        return objects;
    }

    /// Removes what is kept of an upload, as far as it is to go.
    ///
    /// @param toGo which keys
    public void clear(String key, String id, Predicate<String> toGo) {
        if (isId(id)) {
            eachPage(
                    folder(key, id),
                    page -> bucket.delete(page.objects().stream()
                            .map(StoredObject::key)
                            .filter(toGo)
                            .toList()));
        }
    }

    private void eachPage(String beginning, Consumer<ObjectPage> work) {
        String next = "";
        do {
            ObjectPage page = bucket.page(beginning, next, Bucket.PAGE, false);
            work.accept(page);
            next = page.next();
        } while (!next.isEmpty());
    }

    /// What the keys of an upload's own objects begin with.
    public String folder(String key, String id) {
        return "%s%s-%s/".formatted(keys.uploads(), id, hash(key));
    }

    /// Removes what is older than a time, though not more than some thousand at once: the next sweep finds the others.
    ///
    /// @return whether there are no others
    public boolean sweep(Instant before) {
        String next = "";
        int swept = 0;
        boolean hasFolders = false;
        do {
            ObjectPage page = bucket.page(keys.uploads(), next, Bucket.PAGE, false);
            List<String> old = page.objects().stream()
                    .filter(object -> object.modified().isBefore(before))
                    .map(StoredObject::key)
                    .toList();
            bucket.delete(old);
            hasFolders |= !page.folders().isEmpty(); // each is told of before what lies in it
            if (hasFolders) {
                bucket.delete(old.stream()
                        .filter(key -> key.endsWith(MARK))
                        .map(UploadMarks::folderOf)
                        .toList());
            }
            swept += old.size();
            next = page.next();
        } while (!next.isEmpty() && swept < MOST_SWEPT);
        return next.isEmpty();
    }

    private String mark(String key, String id) {
        return folder(key, id) + MARK;
    }

    /// As the key of a thing of its own, which some stores make of it.
    private static String folderOf(String key) {
        return key.substring(0, key.lastIndexOf('/'));
    }

    private static boolean isId(String id) {
        return id.matches("[0-9a-f]{32}");
    }

    private static String hash(String key) {
        return HexFormat.of().formatHex(Digests.sha256().digest(key.getBytes(UTF_8)), 0, HASH_BYTES);
    }
}
