package dev.cairn.protocol.trash;

import dev.cairn.protocol.Require;
import java.util.List;

/// Takes things out of the trash, all or none of them; an experiment with all of its runs.
public record RestoreTrash(
        List<String> experimentIds, List<String> runIds, List<String> loggedModelIds, List<String> traceIds) {
    public RestoreTrash {
        experimentIds = Require.listOrEmpty(experimentIds);
        runIds = Require.listOrEmpty(runIds);
        loggedModelIds = Require.listOrEmpty(loggedModelIds);
        traceIds = Require.listOrEmpty(traceIds);
    }
}
