package dev.cairn.protocol.tracking;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.cairn.protocol.Require;

/// `POST runs/log-model`, of clients before MLflow 3.
public record LogModel(@JsonAlias("run_uuid") String runId, String modelJson) {
    public LogModel {
        Require.text("run_id", runId);
        Require.text("model_json", modelJson);
    }
}
