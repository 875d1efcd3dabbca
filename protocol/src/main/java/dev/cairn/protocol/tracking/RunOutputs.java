package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;
import java.util.List;

/// What a run wrote.
public record RunOutputs(List<ModelOutput> modelOutputs) {
    public RunOutputs {
        modelOutputs = Require.listOrEmpty(modelOutputs);
    }
}
