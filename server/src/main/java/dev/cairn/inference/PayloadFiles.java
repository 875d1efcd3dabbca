package dev.cairn.inference;

import dev.cairn.artifacts.ArtifactFile;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.inference.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// Reads files of payloads.
record PayloadFiles(Artifacts artifacts) {
    private static final int MOST_BYTES = 128 << 20;

    /// Nothing of a file that is gone by now: others have what was in it, or it was too old.
    List<Payload> read(StoredFile file, boolean withBodies) {
        try {
            Optional<ArtifactFile> found = artifacts.find(new ArtifactPath(file.path()));
            if (found.isEmpty()) {
                return List.of();
            }
            if (found.get().size() > MOST_BYTES) {
                throw new IOException("the file %s is larger than any that was written".formatted(file.path()));
            }
            try (InputStream content = artifacts.open(found.get())) {
                return PayloadRows.read(content.readAllBytes(), withBodies);
            }
        } catch (IOException away) {
            throw ApiException.busy("A file of the inference table cannot be read: try again later.");
        }
    }
}
