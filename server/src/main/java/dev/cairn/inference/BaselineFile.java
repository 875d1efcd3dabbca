package dev.cairn.inference;

import dev.cairn.artifacts.ArtifactFile;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.Upload;
import dev.cairn.http.ApiException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The rows that somebody gave for an endpoint's to be held against, beside what is kept of its requests: in a form of
/// a request, with `predictions` if there are any, and `artifact` if they are of a file of this server.
record BaselineFile(Artifacts artifacts) {
    static final String SOURCE = "artifact";

    /// Marks in the place of values may be longer than these were.
    private static final int MOST_BYTES = 32 << 20;

    /// What was given.
    ///
    /// @param source the URI of the file that it is of, if it is of one
    record Given(Profiles profiles, @Nullable String source) {}

    Optional<Given> find(StoredTable table) {
        try {
            Optional<ArtifactFile> found = artifacts.find(path(table));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            try (InputStream content = artifacts.open(found.get())) {
                return Bodies.read(content.readNBytes(MOST_BYTES)).map(BaselineFile::given);
            }
        } catch (IOException away) {
            throw ApiException.busy("The baseline cannot be read: try again later.");
        }
    }

    private static Given given(JsonNode rows) {
        return new Given(
                profiles(rows), rows.path(SOURCE).isString() ? rows.path(SOURCE).stringValue() : null);
    }

    static Profiles profiles(JsonNode rows) {
        Profiles profiles = new Profiles();
        profiles.addInputs(rows);
        profiles.addPredictions(rows);
        return profiles;
    }

    void write(StoredTable table, byte[] rows) throws IOException {
        if (rows.length > MOST_BYTES) {
            throw ApiException.badRequest("A baseline has at most %d MiB, with marks in the place of what is not kept: "
                            .formatted(MOST_BYTES >> 20)
                    + "a sample of the rows tells as much.");
        }
        artifacts.write(path(table), new Upload(new ByteArrayInputStream(rows), rows.length, Optional.empty()));
    }

    /// The bytes of rows of a file.
    static byte[] bytes(ObjectNode rows, String source) {
        return Bodies.write(rows.put(SOURCE, source));
    }

    void delete(StoredTable table) throws IOException {
        artifacts.delete(path(table));
    }

    private static ArtifactPath path(StoredTable table) {
        return new ArtifactPath(table.folder() + "/baseline.json");
    }
}
