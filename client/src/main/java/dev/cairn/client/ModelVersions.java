package dev.cairn.client;

import static dev.cairn.client.Transport.MLFLOW;

import dev.cairn.protocol.registry.CreateModelVersion;
import dev.cairn.protocol.registry.DeleteModelVersion;
import dev.cairn.protocol.registry.DeleteModelVersionTag;
import dev.cairn.protocol.registry.GetLatestVersions;
import dev.cairn.protocol.registry.GetModelVersion;
import dev.cairn.protocol.registry.GetModelVersionByAlias;
import dev.cairn.protocol.registry.GetModelVersionDownloadUri;
import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.protocol.registry.SearchModelVersions;
import dev.cairn.protocol.registry.SetModelVersionTag;
import dev.cairn.protocol.registry.TransitionModelVersionStage;
import dev.cairn.protocol.registry.UpdateModelVersion;
import dev.cairn.protocol.tracking.LoggedModel;
import dev.cairn.protocol.tracking.LoggedModelInfo;
import java.util.List;
import java.util.stream.Stream;

/// The versions of registered models. Their numbers are texts, as they are sent.
public final class ModelVersions {
    private static final String ALL = MLFLOW + "model-versions/";

    private final Transport transport;
    private final RegisteredModels models;

    ModelVersions(Transport transport, RegisteredModels models) {
        this.transport = transport;
        this.models = models;
    }

    /// Makes a logged model the next version of a registered one, which is made if there is none of that name.
    public ModelVersion register(String name, LoggedModel model) {
        models.getOrCreate(name);
        LoggedModelInfo info = model.info();
        return create(new CreateModelVersion(
                name, info.artifactUri(), info.sourceRunId(), List.of(), null, null, info.modelId()));
    }

    /// Makes the files of a run the next version of a registered model, which is made if there is none of that name.
    ///
    /// @param path of the folder that holds the model, among the artifacts of the run
    public ModelVersion register(String name, String runId, String path) {
        models.getOrCreate(name);
        ArtifactFolder folder = new Runs(transport).artifacts(runId).at(path);
        return create(new CreateModelVersion(name, folder.uri(), runId, List.of(), null, null, null));
    }

    public ModelVersion create(CreateModelVersion request) {
        return transport
                .post(ALL + "create", request, CreateModelVersion.Response.class)
                .modelVersion();
    }

    /// A version.
    ///
    /// @throws NotFoundException if there is none
    public ModelVersion get(String name, String version) {
        return transport
                .get(ALL + "get", new GetModelVersion(name, version), GetModelVersion.Response.class)
                .modelVersion();
    }

    /// The version that has an alias.
    ///
    /// @throws RefusedException if no version has the alias
    public ModelVersion byAlias(String name, String alias) {
        return transport
                .get(
                        MLFLOW + "registered-models/alias",
                        new GetModelVersionByAlias(name, alias),
                        GetModelVersionByAlias.Response.class)
                .modelVersion();
    }

    /// The newest version in each of some stages; in every stage if none is named.
    public List<ModelVersion> latest(String name, String... stages) {
        return transport
                .get(
                        MLFLOW + "registered-models/get-latest-versions",
                        new GetLatestVersions(name, List.of(stages)),
                        GetLatestVersions.Response.class)
                .modelVersions();
    }

    /// Fetched page by page while the stream is read. A filter is such as `name = 'churn'` or `run_id = '…'`.
    public Stream<ModelVersion> search(Query query) {
        return Pages.stream(
                token -> transport.get(
                        ALL + "search",
                        new SearchModelVersions(query.filterOrNull(), query.longSizeOrNull(), query.orderBy(), token),
                        SearchModelVersions.Response.class),
                SearchModelVersions.Response::modelVersions,
                SearchModelVersions.Response::nextPageToken);
    }

    public ModelVersion describe(String name, String version, String description) {
        return transport
                .patch(
                        ALL + "update",
                        new UpdateModelVersion(name, version, description),
                        UpdateModelVersion.Response.class)
                .modelVersion();
    }

    public void setTag(String name, String version, String key, String value) {
        transport.post(ALL + "set-tag", new SetModelVersionTag(name, version, key, value));
    }

    public void deleteTag(String name, String version, String key) {
        transport.delete(ALL + "delete-tag", new DeleteModelVersionTag(name, version, key));
    }

    /// Moves a version to a stage: `None`, `Staging`, `Production` or `Archived`.
    ///
    /// @param archiveOthers whether the versions that are there move to `Archived`
    public ModelVersion moveTo(String name, String version, String stage, boolean archiveOthers) {
        return transport
                .post(
                        ALL + "transition-stage",
                        new TransitionModelVersionStage(name, version, stage, archiveOthers),
                        TransitionModelVersionStage.Response.class)
                .modelVersion();
    }

    /// For good.
    public void delete(String name, String version) {
        transport.delete(ALL + "delete", new DeleteModelVersion(name, version));
    }

    /// The place of its files.
    String artifactUri(String name, String version) {
        return transport
                .get(
                        ALL + "get-download-uri",
                        new GetModelVersionDownloadUri(name, version),
                        GetModelVersionDownloadUri.Response.class)
                .artifactUri();
    }
}
