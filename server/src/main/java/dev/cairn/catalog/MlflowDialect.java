package dev.cairn.catalog;

import dev.cairn.access.Caller;
import dev.cairn.lineage.Told;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.catalog.CreateGovernedModel;
import dev.cairn.protocol.catalog.CreateGovernedVersion;
import dev.cairn.protocol.catalog.EmitVersionLineage;
import dev.cairn.protocol.catalog.FinalizeGovernedVersion;
import dev.cairn.protocol.catalog.GenerateGovernedCredentials;
import dev.cairn.protocol.catalog.GetGovernedModel;
import dev.cairn.protocol.catalog.GetGovernedVersion;
import dev.cairn.protocol.catalog.GetGovernedVersionByAlias;
import dev.cairn.protocol.catalog.GovernedModel;
import dev.cairn.protocol.catalog.GovernedVersion;
import dev.cairn.protocol.catalog.IsSdkRepositoryEnabled;
import dev.cairn.protocol.catalog.SearchGovernedModels;
import dev.cairn.protocol.catalog.SearchGovernedVersions;
import dev.cairn.protocol.catalog.UpdateGovernedModel;
import dev.cairn.protocol.catalog.UpdateGovernedVersion;
import dev.cairn.protocol.catalog.VersionLineage;
import dev.cairn.protocol.lineage.LineageDirection;
import dev.cairn.protocol.registry.DeleteModelVersion;
import dev.cairn.protocol.registry.DeleteModelVersionTag;
import dev.cairn.protocol.registry.DeleteRegisteredModel;
import dev.cairn.protocol.registry.DeleteRegisteredModelAlias;
import dev.cairn.protocol.registry.DeleteRegisteredModelTag;
import dev.cairn.protocol.registry.GetModelVersionDownloadUri;
import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.protocol.registry.ModelVersionStatus;
import dev.cairn.protocol.registry.RegisteredModelAlias;
import dev.cairn.protocol.registry.SetModelVersionTag;
import dev.cairn.protocol.registry.SetRegisteredModelAlias;
import dev.cairn.protocol.registry.SetRegisteredModelTag;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.search.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Models of the catalogue in the words of MLflow's registry `databricks-uc`: names whole, versions as texts.
final class MlflowDialect {
    private final Models models;
    private final Versions versions;
    private final Credentials credentials;

    MlflowDialect(Models models, Versions versions, Credentials credentials) {
        this.models = models;
        this.versions = versions;
        this.credentials = credentials;
    }

    CreateGovernedModel.Response create(Caller caller, CreateGovernedModel request) {
        return new CreateGovernedModel.Response(
                model(models.create(caller, name(request.name()), request.description(), request.tags())));
    }

    GetGovernedModel.Response get(Caller caller, GetGovernedModel request) {
        return new GetGovernedModel.Response(model(models.get(caller, name(request.name()))));
    }

    UpdateGovernedModel.Response update(Caller caller, UpdateGovernedModel request) {
        FullName name = name(request.name());
        String newName = request.newName();
        return new UpdateGovernedModel.Response(model(models.update(
                caller,
                name,
                newName == null || newName.isEmpty() ? null : name.sibling(name(newName)),
                newName == null && request.description() == null ? "" : request.description(),
                null)));
    }

    Empty delete(Caller caller, DeleteRegisteredModel request) {
        models.delete(caller, name(request.name()));
        return Empty.EMPTY;
    }

    SearchGovernedModels.Response search(Caller caller, SearchGovernedModels request) {
        Page<Model> page = models.list(caller, "", null, Things.page(request.maxResults()), request.pageToken());
        return new SearchGovernedModels.Response(
                page.rows().stream().map(MlflowDialect::model).toList(), page.next());
    }

    Empty setTag(Caller caller, SetRegisteredModelTag request) {
        models.tag(caller, name(request.name()), List.of(new Tag(request.key(), request.value())), List.of());
        return Empty.EMPTY;
    }

    Empty deleteTag(Caller caller, DeleteRegisteredModelTag request) {
        models.tag(caller, name(request.name()), List.of(), List.of(request.key()));
        return Empty.EMPTY;
    }

    CreateGovernedVersion.Response createVersion(Caller caller, CreateGovernedVersion request) {
        return new CreateGovernedVersion.Response(version(versions.create(
                caller,
                new NewVersion(
                        name(request.name()),
                        request.source(),
                        request.runId(),
                        request.description(),
                        request.tags(),
                        request.modelId(),
                        request.runTrackingServerId(),
                        Dependencies.of(request)))));
    }

    GetGovernedVersion.Response getVersion(Caller caller, GetGovernedVersion request) {
        return new GetGovernedVersion.Response(version(versions.get(caller, name(request.name()), request.version())));
    }

    UpdateGovernedVersion.Response updateVersion(Caller caller, UpdateGovernedVersion request) {
        return new UpdateGovernedVersion.Response(
                version(versions.describe(caller, name(request.name()), request.version(), request.description())));
    }

    Empty deleteVersion(Caller caller, DeleteModelVersion request) {
        versions.delete(caller, name(request.name()), request.version());
        return Empty.EMPTY;
    }

    SearchGovernedVersions.Response searchVersions(Caller caller, SearchGovernedVersions request) {
        Page<Version> page = versions.search(caller, request.filter(), request.maxResults(), request.pageToken());
        return new SearchGovernedVersions.Response(
                page.rows().stream().map(MlflowDialect::version).toList(), page.next());
    }

    GetModelVersionDownloadUri.Response downloadUri(Caller caller, GetModelVersionDownloadUri request) {
        return new GetModelVersionDownloadUri.Response(
                versions.get(caller, name(request.name()), request.version()).location());
    }

    FinalizeGovernedVersion.Response finish(Caller caller, FinalizeGovernedVersion request) {
        return new FinalizeGovernedVersion.Response(
                version(versions.finish(caller, name(request.name()), request.version())));
    }

    Empty setVersionTag(Caller caller, SetModelVersionTag request) {
        versions.tag(
                caller,
                name(request.name()),
                request.version(),
                List.of(new Tag(request.key(), request.value())),
                List.of());
        return Empty.EMPTY;
    }

    Empty deleteVersionTag(Caller caller, DeleteModelVersionTag request) {
        versions.tag(caller, name(request.name()), request.version(), List.of(), List.of(request.key()));
        return Empty.EMPTY;
    }

    Empty setAlias(Caller caller, SetRegisteredModelAlias request) {
        versions.setAlias(caller, name(request.name()), request.alias(), request.version());
        return Empty.EMPTY;
    }

    Empty deleteAlias(Caller caller, DeleteRegisteredModelAlias request) {
        versions.deleteAlias(caller, name(request.name()), request.alias());
        return Empty.EMPTY;
    }

    GetGovernedVersionByAlias.Response byAlias(Caller caller, GetGovernedVersionByAlias request) {
        return new GetGovernedVersionByAlias.Response(
                version(versions.byAlias(caller, name(request.name()), request.alias())));
    }

    GenerateGovernedCredentials.Response generate(Caller caller, GenerateGovernedCredentials request) {
        return new GenerateGovernedCredentials.Response(credentials.of(
                caller, name(request.name()), request.version(), request.operation(), request.lineageIdentifier()));
    }

    /// Clients that read files through the Files API say here what they run in.
    Empty emitLineage(Caller caller, EmitVersionLineage request) {
        VersionLineage said = request.modelVersionLineageInfo();
        LineageDirection direction =
                said.direction() == LineageDirection.UPSTREAM ? LineageDirection.UPSTREAM : LineageDirection.DOWNSTREAM;
        versions.tell(caller, name(request.name()), request.version(), Told.entities(said.entities(), direction));
        return Empty.EMPTY;
    }

    /// Clients that have the platform's SDK send and read files through the Files API.
    IsSdkRepositoryEnabled.Response isSdkEnabled(Caller caller, IsSdkRepositoryEnabled request) {
        return new IsSdkRepositoryEnabled.Response(true);
    }

    private static FullName name(String text) {
        return FullName.parse(Securable.MODEL, text);
    }

    private static GovernedModel model(Model model) {
        return new GovernedModel(
                model.registered().name(),
                model.registered().creationTimestamp(),
                Math.max(
                        model.registered().lastUpdatedTimestamp(), model.thing().updatedAt()),
                model.thing().createdBy(),
                model.registered().description(),
                model.registered().aliases(),
                model.registered().tags());
    }

    static GovernedVersion version(Version version) {
        ModelVersion known = version.registered();
        return new GovernedVersion(
                known.name(),
                known.version(),
                known.creationTimestamp(),
                Math.max(known.lastUpdatedTimestamp(), version.facts().updatedAt()),
                version.facts().createdBy(),
                known.description(),
                known.source(),
                known.runId(),
                version.facts().trackingServer(),
                version.facts().status(),
                message(version.facts().status()),
                version.location(),
                known.aliases().stream()
                        .map(alias -> new RegisteredModelAlias(alias, known.version()))
                        .toList(),
                known.tags(),
                known.modelId());
    }

    private static @Nullable String message(ModelVersionStatus status) {
        return switch (status) {
            case READY -> null;
            case PENDING_REGISTRATION -> "Its files are on their way.";
            case FAILED_REGISTRATION -> "Its files never came: register another version.";
        };
    }
}
