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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads files of payloads.
record PayloadFiles(Artifacts artifacts) {
    private static final Logger LOG = LoggerFactory.getLogger(PayloadFiles.class);
    private static final int MOST_BYTES = 128 << 20;

    /// Nothing of a file that is gone by now, since others have what was in it, or it was too old; nor of a damaged
    /// one.
    List<Payload> read(StoredFile file, boolean withBodies) {
        try {
            return whole(file, withBodies);
        } catch (DamagedException damaged) {
            LOG.warn("file={} of an inference table is damaged", file.path(), damaged);
            return List.of();
        } catch (IOException away) {
            throw ApiException.busy("A file of the inference table cannot be read: try again later.");
        }
    }

    /// The same, of which a damaged one is no empty one.
    List<Payload> whole(StoredFile file, boolean withBodies) throws IOException {
        Optional<ArtifactFile> found = artifacts.find(new ArtifactPath(file.path()));
        if (found.isEmpty()) {
            return List.of();
        }
        if (found.get().size() > MOST_BYTES) {
            throw new IOException("the file %s is larger than any that was written".formatted(file.path()));
        }
        byte[] bytes;
        try (InputStream content = artifacts.open(found.get())) {
            bytes = content.readAllBytes();
        }
        try {
            return PayloadRows.read(bytes, withBodies);
        } catch (RuntimeException damaged) {
            throw new DamagedException(file.path(), damaged);
        }
    }

    /// What a file has is none of what was written.
    static final class DamagedException extends IOException {
        private static final long serialVersionUID = 1L;

        DamagedException(String path, RuntimeException cause) {
            super("the file %s is damaged".formatted(path), cause);
        }
    }
}
