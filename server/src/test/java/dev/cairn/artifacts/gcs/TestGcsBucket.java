package dev.cairn.artifacts.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.artifacts.bucket.RestRequest;
import dev.cairn.config.ArtifactDestination;

/// Makes buckets, which the server itself never does.
public final class TestGcsBucket {
    private TestGcsBucket() {}

    public static void create(ArtifactDestination.Gcs bucket) {
        byte[] body = "{\"name\": \"%s\"}".formatted(bucket.bucket()).getBytes(UTF_8);
        try (GcsCalls calls = new GcsCalls(bucket)) {
            calls.send(new RestRequest("POST", "/storage/v1/b")
                    .query("project", "tests")
                    .header("content-type", "application/json")
                    .body(body, body.length));
        }
    }
}
