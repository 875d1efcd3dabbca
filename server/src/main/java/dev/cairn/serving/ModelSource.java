package dev.cairn.serving;

import dev.cairn.access.Caller;
import dev.cairn.access.Workspace;
import dev.cairn.artifacts.ArtifactFile;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.Listing;
import dev.cairn.catalog.Catalog;
import dev.cairn.db.Transaction;
import dev.cairn.files.TemporaryFolder;
import dev.cairn.hosting.ServerFolder;
import dev.cairn.http.ApiException;
import dev.cairn.inference.ArtifactFolders;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.serving.ServedEntity;
import dev.cairn.registry.Registry;
import dev.cairn.scoring.ModelFormatException;
import dev.cairn.tracking.Tracking;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Where the versions that endpoints serve come from: a registry says which they are, the artifact store has their
/// files. So it knows where the files of all models and runs lie.
final class ModelSource implements ArtifactFolders {
    private static final String ALIAS = "@";
    private static final int MAX_FILES = 10_000;
    private static final long MAX_BYTES = 8L << 30;

    private final ModelHome workspaces;
    private final ModelHome catalogue;
    private final Tracking tracking;
    private final Artifacts artifacts;
    private final ServerFolder folder;

    /// @param folder in which files are while they are needed
    ModelSource(Tracking tracking, Registry registry, Catalog catalog, Artifacts artifacts, ServerFolder folder) {
        this.workspaces = new ModelHome.OfWorkspace(registry);
        this.catalogue = new ModelHome.OfCatalogue(catalog);
        this.tracking = tracking;
        this.artifacts = artifacts;
        this.folder = folder;
    }

    /// A new folder for the files of a version.
    TemporaryFolder folder() throws IOException {
        return folder.create();
    }

    private ModelHome home(String model) {
        return Catalog.isFullName(model) ? catalogue : workspaces;
    }

    @Override
    public ArtifactPath ofRun(Caller caller, String runId) {
        return tracking.filesOfRun(caller, runId);
    }

    @Override
    public ArtifactPath ofLoggedModel(Caller caller, String modelId) {
        return tracking.filesOfModel(caller, modelId);
    }

    @Override
    public ArtifactPath ofVersion(Caller caller, String model, String version) {
        return home(model).files(caller, model, version);
    }

    @Override
    public String aliased(Caller caller, String model, String alias) {
        return home(model).aliased(caller, model, alias);
    }

    /// Finds what an entity means, which the caller reads, or may use where it is of the catalogue.
    ///
    /// @return when its model was made
    /// @throws ApiException if there is none, or its files are kept outside this server
    long check(Caller caller, ServedEntity entity) {
        String model = Objects.requireNonNull(entity.entityName());
        String version = version(caller, entity);
        if (home(model).files(caller, model, version).isRoot()) {
            throw ApiException.invalid(
                    "Version %s of the model %s has no folder of its own.".formatted(version, model));
        }
        return home(model).made(caller, model);
    }

    /// The number of the version that an entity of an endpoint means now.
    String version(Workspace workspace, ServedEntity entity) {
        return version(home(Objects.requireNonNull(entity.entityName())).itself(workspace), entity);
    }

    /// The same; empty where its model or its alias is gone.
    Optional<String> findVersion(Workspace workspace, ServedEntity entity) {
        try {
            return Optional.of(version(workspace, entity));
        } catch (ApiException refused) {
            if (refused.code() == ErrorCode.TEMPORARILY_UNAVAILABLE) {
                throw refused;
            }
            return Optional.empty();
        }
    }

    private String version(Caller caller, ServedEntity entity) {
        String model = Objects.requireNonNull(entity.entityName());
        String asked = Objects.requireNonNull(entity.entityVersion());
        return asked.startsWith(ALIAS) ? aliased(caller, model, asked.substring(1)) : asked;
    }

    /// Whether an account may read a model now, or use it where it is of the catalogue.
    boolean isReader(Transaction tx, String user, Workspace workspace, String model) {
        return home(model).isReader(tx, user, workspace, model);
    }

    /// Whether a model is still the one that was made at some time, and not another one of its name.
    boolean isOf(Workspace workspace, String model, long made) {
        ModelHome home = home(model);
        return home.made(home.itself(workspace), model) == made;
    }

    /// How much of a version is needed.
    enum Extent {
        WHOLE,

        /// What a model says of itself, and its example, for one that is in memory elsewhere.
        DESCRIPTION;

        private static final long MOST_BYTES = 16L << 20;
        private static final Set<String> NAMES = Set.of("MLmodel", "input_example.json", "serving_input_example.json");

        private boolean has(ArtifactFile file) {
            return this == WHOLE
                    || (!file.isDirectory()
                            && file.size() <= MOST_BYTES
                            && NAMES.contains(file.path().name()));
        }
    }

    /// Writes the files of a version into a folder.
    ///
    /// @return how many bytes they have
    long fetch(Workspace workspace, String model, String version, Extent extent, Path folder) throws IOException {
        ModelHome home = home(model);
        ArtifactPath root = home.files(home.itself(workspace), model, version);
        Fetch fetch = new Fetch(extent);
        fetch.folder(root, folder);
        if (fetch.files == 0) {
            throw new ModelFormatException("It has no files.");
        }
        return fetch.bytes;
    }

    /// One copying of a model, which is bounded.
    private final class Fetch {
        private final Extent extent;
        private int files;
        private long bytes;

        Fetch(Extent extent) {
            this.extent = extent;
        }

        private void folder(ArtifactPath from, Path folder) throws IOException {
            Files.createDirectories(folder);
            String token = "";
            Listing page;
            do {
                page = artifacts.list(from, token);
                for (ArtifactFile file : page.files()) {
                    Path target = folder.resolve(file.path().name());
                    if (!extent.has(file)) {
                        continue;
                    }
                    if (file.isDirectory()) {
                        folder(file.path(), target);
                    } else {
                        file(file, target);
                    }
                }
                token = page.next();
            } while (!page.isLast());
        }

        private void file(ArtifactFile file, Path target) throws IOException {
            files++;
            bytes += file.size();
            if (files > MAX_FILES || bytes > MAX_BYTES) {
                throw new ModelFormatException(
                        "It has more than %d files, or more than %d GiB.".formatted(MAX_FILES, MAX_BYTES >> 30));
            }
            try (InputStream content = artifacts.open(file)) {
                Files.copy(content, target);
            }
        }
    }
}
