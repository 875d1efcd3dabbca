package dev.cairn.protocol.tracking;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.cairn.protocol.Require;
import java.util.List;

/// `POST runs/outputs`.
public record LogOutputs(@JsonAlias("run_uuid") String runId, List<ModelOutput> models) {
    public LogOutputs {
        Require.text("run_id", runId);
        models = Require.listOrEmpty(models);
    }
}
