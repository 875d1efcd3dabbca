package dev.cairn.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.access.Caller;
import dev.cairn.artifacts.ArtifactFile;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.catalog.PromoteVersion;
import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.registry.Registry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Copies versions of workspaces, and of the catalogue, to models of the catalogue. The copy has the run and the logged
/// model of the version that it was made of, and files of its own; it is pending until all of them are there.
final class Promotion {
    /// What the copy is a copy of, as JSON.
    static final String TAG = "cairn.promotedFrom";

    private static final Logger LOG = LoggerFactory.getLogger(Promotion.class);

    /// Copies that are under way at the same time.
    private static final int AT_A_TIME = 4;

    private final Registry registry;
    private final Models models;
    private final Versions versions;
    private final Copying copying;
    private final Artifacts artifacts;
    private final Semaphore places = new Semaphore(AT_A_TIME);

    Promotion(Registry registry, Models models, Versions versions, Artifacts artifacts) {
        this.registry = registry;
        this.models = models;
        this.versions = versions;
        this.artifacts = artifacts;
        copying = new Copying(artifacts);
    }

    PromoteVersion.Response promote(Caller caller, PromoteVersion request) {
        FullName target = FullName.parse(Securable.MODEL, request.toName());
        Origin origin = Boolean.TRUE.equals(request.fromCatalogue())
                ? ofCatalogue(caller, request)
                : ofWorkspace(caller, request);
        requireFiles(origin);
        if (!places.tryAcquire()) {
            throw ApiException.busy("%d versions are being copied: try again later.".formatted(AT_A_TIME));
        }
        Version begun = null;
        try {
            begun = begin(caller, request, origin, target);
        } finally {
            if (begun == null) {
                places.release();
            }
        }
        Version copy = begun;
        Thread.ofVirtual().name("promotion").start(() -> fill(caller, origin, copy));
        return new PromoteVersion.Response(MlflowDialect.version(copy));
    }

    private Origin ofWorkspace(Caller caller, PromoteVersion request) {
        ModelVersion version = registry.governed().version(caller, request.name(), request.version());
        return new Origin(caller, version, registry.filesOf(caller, request.name(), request.version()));
    }

    private Origin ofCatalogue(Caller caller, PromoteVersion request) {
        FullName name = FullName.parse(Securable.MODEL, request.name());
        String folder = versions.folderToRead(caller, name, request.version());
        Version version = versions.get(caller, name, request.version());
        return new Origin(Metastore.at(caller), version.registered(), new ArtifactPath(folder));
    }

    private void requireFiles(Origin origin) {
        try {
            if (!artifacts.list(origin.folder(), "").files().isEmpty()) {
                return;
            }
        } catch (IOException away) {
            throw ApiException.busy("The artifact store does not answer: try again later.");
        }
        throw ApiException.invalidState("Version %s of '%s' has no files that could be copied."
                .formatted(origin.version().version(), origin.version().name()));
    }

    private Version begin(Caller caller, PromoteVersion request, Origin origin, FullName target) {
        makeModel(caller, target);
        ModelVersion version = origin.version();
        List<Tag> tags = new ArrayList<>();
        if (Boolean.TRUE.equals(request.withTags())) {
            version.tags().stream().filter(tag -> !tag.key().equals(TAG)).forEach(tags::add);
        }
        tags.add(origin.tag());
        return versions.createCopy(
                caller,
                origin.reader(),
                new NewVersion(
                        target,
                        "models:/%s/%s".formatted(version.name(), version.version()),
                        null,
                        Boolean.TRUE.equals(request.withDescription()) ? version.description() : null,
                        tags,
                        null,
                        null,
                        List.of()));
    }

    /// Makes the other model, if whoever asks sees none of the name.
    private void makeModel(Caller caller, FullName target) {
        try {
            models.get(caller, target);
        } catch (ApiException missing) {
            if (missing.code() != ErrorCode.RESOURCE_DOES_NOT_EXIST) {
                throw missing;
            }
            models.create(caller, target, null, List.of());
        }
    }

    private void fill(Caller caller, Origin origin, Version copy) {
        String number = copy.registered().version();
        try {
            ArtifactPath folder = new ArtifactPath(copy.facts().folder());
            copying.whole(origin.folder(), folder, () -> versions.folderToWrite(caller, copy.name(), number));
            versions.finish(caller, copy.name(), number);
        } catch (IOException | RuntimeException failure) {
            LOG.warn("model={} version={} is not copied", copy.name(), number, failure);
            versions.fail(caller, copy.facts());
        } finally {
            places.release();
        }
    }

    /// What is copied.
    ///
    /// @param reader who reads it, in the workspace that it is in
    private record Origin(Caller reader, ModelVersion version, ArtifactPath folder) {
        Tag tag() {
            String workspace =
                    reader.workspace().isHidden() ? "" : reader.workspace().name();
            return new Tag(TAG, new String(Json.write(new Place(workspace, version.name(), version.version())), UTF_8));
        }
    }

    /// A version, in the words of the tag.
    ///
    /// @param workspace empty for the catalogue
    record Place(String workspace, String name, String version) {}

    /// Copies folders, a file at a time.
    private record Copying(Artifacts artifacts) {
        /// Copies all files of a folder. It fails if some of them come or go meanwhile, as in a purge.
        ///
        /// @param stillWanted throws once nobody waits for the copy
        void whole(ArtifactPath from, ArtifactPath to, Runnable stillWanted) throws IOException {
            long there = count(from);
            long copied = copy(from, to, stillWanted);
            if (copied != there) {
                throw new IOException("There were %d files, but %d were copied.".formatted(there, copied));
            }
        }

        private long copy(ArtifactPath from, ArtifactPath to, Runnable stillWanted) throws IOException {
            long copied = 0;
            String next = "";
            do {
                var page = artifacts.list(from, next);
                for (ArtifactFile file : page.files()) {
                    ArtifactPath target = to.child(new ArtifactPath(file.path().name()));
                    if (file.isDirectory()) {
                        copied += copy(file.path(), target, stillWanted);
                    } else {
                        stillWanted.run();
                        artifacts.copy(file, target);
                        copied++;
                    }
                }
                next = page.next();
            } while (!next.isEmpty());
            return copied;
        }

        private long count(ArtifactPath folder) throws IOException {
            long files = 0;
            String next = "";
            do {
                var page = artifacts.list(folder, next);
                for (ArtifactFile file : page.files()) {
                    files += file.isDirectory() ? count(file.path()) : 1;
                }
                next = page.next();
            } while (!next.isEmpty());
            return files;
        }
    }
}
