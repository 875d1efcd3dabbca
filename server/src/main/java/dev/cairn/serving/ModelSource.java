package dev.cairn.serving;

import dev.cairn.access.Caller;
import dev.cairn.access.Workspace;
import dev.cairn.artifacts.ArtifactFile;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.Listing;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.serving.ServedEntity;
import dev.cairn.registry.Registry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// Where the versions that endpoints serve come from: the registry says which they are, the artifact store has their
/// files.
final class ModelSource {
    private static final String ALIAS = "@";
    private static final int MAX_FILES = 10_000;

    private final Registry registry;
    private final Artifacts artifacts;

    ModelSource(Registry registry, Artifacts artifacts) {
        this.registry = registry;
        this.artifacts = artifacts;
    }

    /// The number of the version that an entity means now, which the caller reads.
    ///
    /// @throws ApiException if there is none, or its files are kept outside this server
    String version(Caller caller, ServedEntity entity) {
        String model = Objects.requireNonNull(entity.entityName());
        String asked = Objects.requireNonNull(entity.entityVersion());
        String version = asked.startsWith(ALIAS)
                ? registry.aliased(caller, model, asked.substring(1)).version()
                : asked;
        if (registry.filesOf(caller, model, version).isRoot()) {
            throw ApiException.invalid(
                    "Version %s of the model %s has no folder of its own.".formatted(version, model));
        }
        return version;
    }

    /// Writes the files of a version into a folder.
    void fetch(Workspace workspace, String model, String version, Path folder) throws IOException {
        ArtifactPath root = registry.filesOf(Caller.itself(workspace), model, version);
        int files = fetch(root, folder, 0);
        if (files == 0) {
            throw new IOException("It has no files.");
        }
    }

    private int fetch(ArtifactPath from, Path folder, int before) throws IOException {
        int count = before;
        Files.createDirectories(folder);
        String token = "";
        Listing page;
        do {
            page = artifacts.list(from, token);
            for (ArtifactFile file : page.files()) {
                count = fetch(file, folder.resolve(file.path().name()), count);
            }
            token = page.next();
        } while (!page.isLast());
        return count;
    }

    private int fetch(ArtifactFile file, Path target, int before) throws IOException {
        if (file.isDirectory()) {
            return fetch(file.path(), target, before);
        }
        if (before >= MAX_FILES) {
            throw new IOException("The model has more than %d files.".formatted(MAX_FILES));
        }
        try (InputStream content = artifacts.open(file)) {
            Files.copy(content, target);
        }
        return before + 1;
    }
}
