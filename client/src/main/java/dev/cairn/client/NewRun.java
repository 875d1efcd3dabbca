package dev.cairn.client;

import dev.cairn.protocol.tracking.CreateRun;
import java.util.LinkedHashMap;
import java.util.Map;

/// A run that is about to begin.
///
/// @param name empty for one that the server makes up
public record NewRun(String experimentId, String name, Map<String, String> tags) {
    private static final String PARENT = "mlflow.parentRunId";
    private static final String USER = "mlflow.user";

    public NewRun {
        tags = Map.copyOf(tags);
    }

    /// A run of an experiment, of the user whose program this is.
    public static NewRun in(String experimentId) {
        return new NewRun(experimentId, "", Map.of(USER, System.getProperty("user.name", "unknown")));
    }

    public NewRun named(String runName) {
        return new NewRun(experimentId, runName, tags);
    }

    /// A child of another run.
    public NewRun below(String parentRunId) {
        return tagged(PARENT, parentRunId);
    }

    public NewRun tagged(String key, String value) {
        Map<String, String> all = new LinkedHashMap<>(tags);
        all.put(key, value);
        return new NewRun(experimentId, name, all);
    }

    CreateRun request() {
        return new CreateRun(
                experimentId, tags.get(USER), name.isEmpty() ? null : name, System.currentTimeMillis(), Tags.of(tags));
    }
}
