package dev.cairn.registry;

import dev.cairn.access.Caller;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.managed.TrackedPlace;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.registry.CreateModelVersion;
import dev.cairn.tracking.ArtifactOwner;
import dev.cairn.tracking.Tracking;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides whether a new version may be made of a source, and follows it to its files (semantics, section 13).
///
/// What this server keeps, or could be made to read, must lie with the run or the logged model that the request names,
/// in the caller's workspace. Other object stores are the client's affair.
final class Sources {
    private final Tracking tracking;
    private final Artifacts artifacts;
    private final Transaction tx;
    private final Caller caller;

    Sources(Tracking tracking, Artifacts artifacts, Transaction tx, Caller caller) {
        this.tracking = tracking;
        this.artifacts = artifacts;
        this.tx = tx;
        this.caller = caller;
    }

    Origin origin(CreateModelVersion request) {
        given(request.runId()).ifPresent(this::requireSeen);
        if (Prompts.isPrompt(request.tags())) {
            return ofPrompt(request);
        }
        SourceUri source = SourceUri.parse(request.source());
        return source.scheme().equals("models") ? ofModelUri(source, request) : ofPlace(source, request);
    }

    private static Origin ofPrompt(CreateModelVersion request) {
        if (!Prompts.isSource(request.source())) {
            throw ApiException.invalid("Invalid prompt source: '%s'. Prompt sources must use an MLflow placeholder."
                    .formatted(request.source()));
        }
        String runId = Objects.requireNonNullElse(request.runId(), "");
        return new Origin(request.source(), request.source(), runId, null);
    }

    private Origin ofPlace(SourceUri source, CreateModelVersion request) {
        Optional<Origin> tracked = tracked(source).flatMap(place -> ofTracked(place, request));
        if (tracked.isPresent()) {
            return tracked.get();
        }
        Optional<ArtifactOwner> model = given(request.modelId()).map(this::model);
        if (source.scheme().equals("runs")) {
            requireOfRun(source, request);
        } else if (source.isLocal() || source.isProxied() || isInStore(request.source())) {
            requireWithin(source, model, request);
        } else if (!source.isInObjectStore()) {
            throw ApiException.invalid(
                    "Invalid model version source: '%s'. This server takes no sources with the scheme '%s'."
                            .formatted(request.source(), source.scheme()));
        }
        String runId = given(request.runId())
                .or(() -> model.flatMap(it -> Optional.ofNullable(it.runId())))
                .orElse("");
        String modelId = model.map(ArtifactOwner::id).orElse(null);
        return new Origin(request.source(), request.source(), runId, modelId);
    }

    private static Optional<TrackedPlace> tracked(SourceUri source) {
        return source.isOfPlatform() ? TrackedPlace.ofUri(source.names()) : Optional.empty();
    }

    /// Empty for what no run and no model has that the caller sees: it is a place outside this server then.
    private Optional<Origin> ofTracked(TrackedPlace place, CreateModelVersion request) {
        Optional<ArtifactOwner> owner = place.isModel()
                ? tracking.findModel(tx, caller, place.owner())
                : tracking.findRun(tx, caller, place.owner());
        return owner.map(found -> {
            Optional<String> named = given(place.isModel() ? request.modelId() : request.runId());
            if (named.filter(id -> !id.equals(found.id())).isPresent()) {
                throw elsewhere(request, place.isModel() ? "model_id" : "run_id");
            }
            return new Origin(
                    request.source(),
                    place.below(found.artifactUri()),
                    given(request.runId()).orElseGet(() -> Objects.requireNonNullElse(found.runId(), "")),
                    place.isModel() ? found.id() : null);
        });
    }

    /// What a version is made of is read by whoever reads the version.
    private void requireSeen(String runId) {
        if (!caller.rights().isAll() && tracking.findRun(tx, caller, runId).isEmpty()) {
            throw ApiException.missing("Run with id=%s not found".formatted(runId));
        }
    }

    /// Whether this server would read it under the name that others have for its store.
    private boolean isInStore(String source) {
        return artifacts.resolve(source).isPresent();
    }

    private void requireWithin(SourceUri source, Optional<ArtifactOwner> model, CreateModelVersion request) {
        boolean within = model.or(() -> given(request.runId()).flatMap(id -> tracking.findRun(tx, caller, id)))
                .filter(owner -> source.isWithin(owner.artifactUri()))
                .isPresent();
        if (!within) {
            String owner = model.isPresent() ? "model_id" : "run_id";
            throw source.isLocal() ? local(request, owner) : elsewhere(request, owner);
        }
    }

    private void requireOfRun(SourceUri source, CreateModelVersion request) {
        if (given(request.modelId()).isPresent()) {
            throw elsewhere(request, "model_id");
        }
        boolean ofRun = source.authority().isEmpty()
                && source.isPlainPath()
                && !source.names().isEmpty()
                && source.names().getFirst().equals(request.runId());
        if (!ofRun) {
            throw elsewhere(request, "run_id");
        }
    }

    private Origin ofModelUri(SourceUri source, CreateModelVersion request) {
        if (!source.authority().isEmpty()) {
            throw ApiException.invalid(
                    "Invalid model version source: '%s'. Registered model sources must use the active model registry."
                            .formatted(request.source()));
        }
        ModelUri uri = ModelUri.parse(source).orElseThrow(() -> elsewhere(request, "model_id"));
        return switch (uri) {
            case ModelUri.Logged(String modelId) -> ofLogged(modelId, request);
            case ModelUri.Numbered(String name, String version) ->
                ofVersion(Limits.version(version), registered(name, request), request);
            case ModelUri.Aliased(String name, String alias) -> {
                StoredModel model = registered(name, request);
                yield ofVersion(Aliases.version(tx, caller, model, alias), model, request);
            }
            case ModelUri.InStage(String name, String stage) -> {
                StoredModel model = registered(name, request);
                yield ofVersion(newest(model, Stage.of(stage)), model, request);
            }
        };
    }

    private Origin ofLogged(String modelId, CreateModelVersion request) {
        if (!modelId.equals(request.modelId())) {
            throw elsewhere(request, "model_id");
        }
        ArtifactOwner model = tracking.findModel(tx, caller, modelId).orElseThrow(() -> elsewhere(request, "model_id"));
        String runId = given(request.runId()).orElseGet(() -> Objects.requireNonNullElse(model.runId(), ""));
        return new Origin(request.source(), model.artifactUri(), runId, modelId);
    }

    /// A version made of another one has its run and its logged model; a request may repeat them, not change them.
    private Origin ofVersion(long number, StoredModel model, CreateModelVersion request) {
        StoredVersion version = ModelVersions.get(tx, caller, model.name(), number);
        Origin origin = version.origin();
        if (differs(request.runId(), origin.runId()) || differs(request.modelId(), origin.modelId())) {
            throw ApiException.invalid(
                    "Invalid model version source: '%s'. The run_id and model_id request parameters must match the referenced model version."
                            .formatted(request.source()));
        }
        String source = "models:/%s/%d".formatted(model.name(), number);
        return new Origin(source, origin.location(), origin.runId(), origin.modelId(), version.id());
    }

    private StoredModel registered(String name, CreateModelVersion request) {
        StoredModel model = RegisteredModels.get(tx, caller, name);
        if (Prompts.isPrompt(new RegisteredModelStore(tx, caller).tags(model.id()))) {
            throw ApiException.invalid(
                    "Invalid model version source: '%s'. Prompt versions cannot be used as model version sources."
                            .formatted(request.source()));
        }
        return model;
    }

    private long newest(StoredModel model, Stage stage) {
        return new ModelVersionStore(tx, caller)
                .latest(model.id()).stream()
                        .filter(version -> version.stage().equals(stage.wireName()))
                        .map(StoredVersion::version)
                        .max(Comparator.naturalOrder())
                        .orElseThrow(
                                () -> ApiException.missing("No versions of model with name '%s' and stage '%s' found"
                                        .formatted(model.name(), stage.wireName())));
    }

    private ArtifactOwner model(String modelId) {
        return tracking.findModel(tx, caller, modelId)
                .orElseThrow(() -> ApiException.missing("Logged model with ID '%s' not found.".formatted(modelId)));
    }

    private static Optional<String> given(@Nullable String id) {
        return Optional.ofNullable(id).filter(text -> !text.isEmpty());
    }

    private static boolean differs(@Nullable String asked, @Nullable String known) {
        return asked != null && !asked.equals(Objects.requireNonNullElse(known, ""));
    }

    private static ApiException elsewhere(CreateModelVersion request, String owner) {
        return ApiException.invalid(
                "Invalid model version source: '%s'. The %s request parameter must identify the resource that contains the source."
                        .formatted(request.source(), owner));
    }

    private static ApiException local(CreateModelVersion request, String owner) {
        return ApiException.invalid(
                "Invalid model version source: '%s'. To use a local path as a model version source, the %s request parameter has to be specified and the local path has to be contained within the artifact directory of the run specified by the %s."
                        .formatted(request.source(), owner, owner));
    }
}
