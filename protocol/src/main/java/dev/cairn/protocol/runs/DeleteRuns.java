package dev.cairn.protocol.runs;

import dev.cairn.protocol.Require;
import java.util.List;

/// `POST runs/delete`: puts runs into the trash, all or, because of one that is not there, none.
public record DeleteRuns(List<String> runIds) {
    public DeleteRuns {
        runIds = Require.listOrEmpty(runIds);
    }
}
