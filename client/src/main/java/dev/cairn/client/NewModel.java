package dev.cairn.client;

import dev.cairn.protocol.tracking.CreateLoggedModel;
import java.util.LinkedHashMap;
import java.util.Map;

/// A model that is about to be logged.
///
/// @param runId of the run that trained it, empty for none
public record NewModel(
        String experimentId, String name, String runId, Map<String, String> params, Map<String, String> tags) {
    public NewModel {
        params = Map.copyOf(params);
        tags = Map.copyOf(tags);
    }

    /// A model of an experiment.
    public static NewModel in(String experimentId, String name) {
        return new NewModel(experimentId, name, "", Map.of(), Map.of());
    }

    /// A model that a run trained.
    public static NewModel of(ActiveRun run, String name) {
        return new NewModel(run.info().experimentId(), name, run.id(), Map.of(), Map.of());
    }

    public NewModel param(String key, Object value) {
        return new NewModel(experimentId, name, runId, with(params, key, String.valueOf(value)), tags);
    }

    public NewModel tagged(String key, String value) {
        return new NewModel(experimentId, name, runId, params, with(tags, key, value));
    }

    private static Map<String, String> with(Map<String, String> some, String key, String value) {
        Map<String, String> all = new LinkedHashMap<>(some);
        all.put(key, value);
        return all;
    }

    CreateLoggedModel request() {
        return new CreateLoggedModel(
                experimentId, name, null, runId.isEmpty() ? null : runId, Tags.of(params), Tags.of(tags));
    }
}
