package dev.cairn.models;

import dev.cairn.modelserver.ModelUploads;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a model becomes on a tracking server.
///
/// @param name       of the logged model
/// @param experiment its name or id; null for the default one, or that of the run
/// @param runId      of the run that made it, null for none
/// @param registered the registered model that it becomes a version of, null for none
/// @param alias      that the version has then, null for none
public record Destination(
        String name,
        @Nullable String experiment,
        @Nullable String runId,
        Map<String, String> params,
        @Nullable String registered,
        @Nullable String alias) {
    private static final String DEFAULT_EXPERIMENT = "0";

    public Destination {
        params = Map.copyOf(params);
        if (name.isBlank()) {
            throw new IllegalArgumentException("A logged model has a name: say --name.");
        }
        if (experiment != null && runId != null) {
            throw new IllegalArgumentException("A run is in an experiment: say --experiment or --run, not both.");
        }
        if (alias != null && registered == null) {
            throw new IllegalArgumentException("An alias is one of a registered model: say --register too.");
        }
        if (registered != null) {
            ModelUploads.requireRegistrable(registered);
        }
        if (alias != null) {
            ModelUploads.requireAlias(alias);
        }
    }

    ModelUploads.Place find(ModelUploads uploads) throws InterruptedException {
        if (runId != null) {
            return uploads.run(runId);
        }
        return experiment == null ? new ModelUploads.Place(DEFAULT_EXPERIMENT, null) : uploads.experiment(experiment);
    }
}
