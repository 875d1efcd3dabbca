package dev.cairn.protocol.tracking;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.cairn.protocol.Require;
import java.util.List;

/// `POST runs/log-inputs`.
public record LogInputs(@JsonAlias("run_uuid") String runId, List<DatasetInput> datasets, List<ModelInput> models) {
    public LogInputs {
        Require.text("run_id", runId);
        datasets = Require.listOrEmpty(datasets);
        models = Require.listOrEmpty(models);
    }
}
