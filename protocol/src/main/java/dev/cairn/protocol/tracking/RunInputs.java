package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;
import java.util.List;

/// What a run read.
public record RunInputs(List<DatasetInput> datasetInputs, List<ModelInput> modelInputs) {
    public RunInputs {
        datasetInputs = Require.listOrEmpty(datasetInputs);
        modelInputs = Require.listOrEmpty(modelInputs);
    }
}
