package dev.cairn.client;

import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.protocol.tracking.LoggedModelInfo;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Follows URIs of runs and models to their files.
final class Locations {
    private static final String RUNS = "runs:/";

    private final Transport transport;
    private final Runs runs;
    private final LoggedModels loggedModels;
    private final ModelVersions versions;

    Locations(Transport transport, Runs runs, LoggedModels loggedModels, ModelVersions versions) {
        this.transport = transport;
        this.runs = runs;
        this.loggedModels = loggedModels;
        this.versions = versions;
    }

    ArtifactFolder folder(String uri) {
        if (uri.startsWith(ModelUri.SCHEME)) {
            return folder(resolve(uri).artifactUri());
        }
        if (uri.startsWith(RUNS)) {
            String[] names = uri.substring(RUNS.length()).split("/", 2);
            ArtifactFolder ofRun = runs.artifacts(names[0]);
            return names.length == 1 ? ofRun : ofRun.at(names[1]);
        }
        return ArtifactFolder.of(transport, uri);
    }

    ResolvedModel resolve(String uri) {
        ModelUri named = ModelUri.parse(uri);
        if (named instanceof ModelUri.Logged logged) {
            LoggedModelInfo info = loggedModels.get(logged.modelId()).info();
            return new ResolvedModel(uri, Optional.empty(), Optional.of(info.modelId()), info.artifactUri());
        }
        ModelVersion version = version(named);
        return new ResolvedModel(
                uri,
                Optional.of(version),
                Optional.ofNullable(version.modelId()).filter(id -> !id.isEmpty()),
                versions.artifactUri(version.name(), version.version()));
    }

    private ModelVersion version(ModelUri named) {
        if (named instanceof ModelUri.Numbered numbered) {
            return versions.get(numbered.name(), numbered.version());
        }
        if (named instanceof ModelUri.Aliased aliased) {
            return versions.byAlias(aliased.name(), aliased.alias());
        }
        ModelUri.InStage staged = (ModelUri.InStage) named;
        List<ModelVersion> newest =
                staged.isLatest() ? versions.latest(staged.name()) : versions.latest(staged.name(), staged.stage());
        return newest.stream()
                .max(Comparator.comparingLong(version -> Long.parseLong(version.version())))
                .orElseThrow(() -> new CairnException(
                        "The model '%s' has no version in the stage '%s'.".formatted(staged.name(), staged.stage())));
    }
}
