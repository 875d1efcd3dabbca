package dev.cairn.inference;

import dev.cairn.artifacts.ArtifactFile;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.encryption.KeyException;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.inference.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads files of payloads.
record PayloadFiles(Artifacts artifacts) {
    private static final Logger LOG = LoggerFactory.getLogger(PayloadFiles.class);
    private static final int MOST_BYTES = 128 << 20;

    /// Nothing of a file that is damaged or gone.
    List<Payload> read(StoredFile file, boolean withBodies) {
        return find(file, withBodies).orElse(List.of());
    }

    /// The same, of what is wanted. Where that is nothing, no bodies are read, which most of a file is.
    ///
    /// @param wanted looks at no bodies
    List<Payload> read(StoredFile file, Predicate<Payload> wanted) {
        return find(
                        file,
                        content -> PayloadRows.read(content, false).stream().noneMatch(wanted)
                                ? List.of()
                                : PayloadRows.read(content, true).stream()
                                        .filter(wanted)
                                        .toList())
                .orElse(List.of());
    }

    /// All of a file; empty for one that is damaged or gone.
    Optional<List<Payload>> find(StoredFile file, boolean withBodies) {
        return find(file, content -> PayloadRows.read(content, withBodies));
    }

    private Optional<List<Payload>> find(StoredFile file, Function<byte[], List<Payload>> rows) {
        try {
            Optional<ArtifactFile> found = artifacts.find(new ArtifactPath(file.path()));
            if (found.isEmpty()) {
                tellGone(file.path());
                return Optional.empty();
            }
            if (found.get().size() > MOST_BYTES) {
                throw new IllegalArgumentException("it is larger than any file that was written");
            }
            try (InputStream content = artifacts.open(found.get())) {
                return Optional.of(rows.apply(content.readAllBytes()));
            }
        } catch (IllegalArgumentException | KeyException damaged) {
            return damaged(file, damaged);
        } catch (ApiException refused) {
            if (refused.code() != ErrorCode.INVALID_STATE) {
                throw refused;
            }
            return damaged(file, refused); // it was changed in the store, which encrypts it
        } catch (IOException away) {
            LOG.warn("file={} cannot be read", file.path(), away);
            throw ApiException.busy("A file of the inference table cannot be read: try again later.");
        }
    }

    /// Tells of a file that the database names and the store has not.
    static void tellGone(String path) {
        LOG.warn("file={} is gone: restore it from a backup, unless its day or its endpoint has just gone", path);
    }

    private static Optional<List<Payload>> damaged(StoredFile file, RuntimeException why) {
        LOG.warn("file={} is damaged and passed over: restore it from a backup", file.path(), why);
        return Optional.empty();
    }
}
