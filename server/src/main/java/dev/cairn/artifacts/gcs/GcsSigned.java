package dev.cairn.artifacts.gcs;

import dev.cairn.artifacts.Admission;
import dev.cairn.artifacts.SentSize;
import dev.cairn.artifacts.SignedUrl;
import dev.cairn.artifacts.UploadedPart;
import dev.cairn.artifacts.bucket.SignedTransfer;
import dev.cairn.artifacts.bucket.StoredObject;
import dev.cairn.artifacts.bucket.UploadMarks;
import dev.cairn.http.ApiException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Objects under signed URLs. A part is an object of its own beside the mark of its upload, known by its number alone,
/// until all are put together.
final class GcsSigned implements SignedTransfer {
    private static final Logger LOG = LoggerFactory.getLogger(GcsSigned.class);

    /// Of lengths that are taken.
    private static final String RANGE = "x-goog-content-length-range";

    private final GcsUrls urls;
    private final GcsCalls calls;
    private final GcsCompose compose;
    private final GcsUploads uploads;
    private final UploadMarks marks;

    GcsSigned(GcsUrls urls, GcsCalls calls, GcsUploads uploads, UploadMarks marks) {
        this.urls = urls;
        this.calls = calls;
        this.compose = new GcsCompose(calls);
        this.uploads = uploads;
        this.marks = marks;
    }

    @Override
    public SignedUrl download(String key, Duration life) {
        return new SignedUrl(urls.signed(
                new V4Request.Target("GET", calls.path(key)),
                Map.of("response-content-disposition", "attachment", "response-content-type", GcsUploads.BINARY),
                Map.of(),
                life));
    }

    @Override
    public SignedUrl upload(String key, Duration life, SentSize size) {
        Map<String, String> headers = size.bound() == Long.MAX_VALUE ? Map.of() : Map.of(RANGE, "0," + size.bound());
        return new SignedUrl(
                urls.signed(new V4Request.Target("PUT", calls.path(key)), Map.of(), headers, life), headers);
    }

    @Override
    public String begin(String key) {
        GcsCalls.checked(key);
        return marks.begin(key);
    }

    @Override
    public SignedUrl part(String key, String upload, int number, Duration life) {
        return upload(part(key, upload, number), life, SentSize.ANY);
    }

    private String part(String key, String upload, int number) {
        return "%spart-%05d".formatted(marks.folder(key, upload), number);
    }

    /// As often as it is asked for: the mark of what is complete, and that it is, stay until the sweep.
    @Override
    public void complete(String key, String upload, List<UploadedPart> parts, Admission admission) {
        marks.require(key, upload);
        String done = "%sdone-%05d".formatted(marks.folder(key, upload), parts.size());
        Map<String, StoredObject> there = marks.objects(key, upload).stream()
                .collect(Collectors.toMap(StoredObject::key, Function.identity(), (one, same) -> one));
        if (there.containsKey(done)) {
            return;
        }
        List<StoredObject> sent = parts.stream()
                .map(part -> sent(there.get(part(key, upload, part.number())), part.number()))
                .toList();
        admission.admit(sent.stream().mapToLong(StoredObject::size).sum());
        compose.compose(sent, marks.folder(key, upload), key);
        uploads.put(done, new byte[0], 0);
        clear(key, upload);
    }

    private static StoredObject sent(@Nullable StoredObject part, int number) {
        if (part == null) {
            throw ApiException.invalid("Part %d was not uploaded.".formatted(number));
        }
        return part;
    }

    /// What is left of parts now is swept up later.
    private void clear(String key, String upload) {
        try {
            marks.clear(key, upload, object -> !object.endsWith("/mark") && !object.contains("/done-"));
        } catch (ApiException notNow) {
            LOG.warn("The parts of an upload that is complete are not yet cleared up: {}", notNow.getMessage());
        }
    }

    /// The mark goes first, so that nothing is completed of which parts are gone.
    @Override
    public void abort(String key, String upload) {
        marks.end(key, upload);
        marks.clear(key, upload, object -> true);
    }

    @Override
    public boolean sweep(String beginning, Instant before) {
        return marks.sweep(before);
    }
}
