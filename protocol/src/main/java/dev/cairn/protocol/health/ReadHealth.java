package dev.cairn.protocol.health;

import dev.cairn.protocol.Require;
import java.util.List;

/// How the server that answers is. Times are milliseconds since 1970, counts are since it started.
public record ReadHealth() {
    /// What the server says of itself.
    ///
    /// @param version       of Cairn
    /// @param mlflowVersion of the API that it answers
    public record Response(
            String version,
            String mlflowVersion,
            long startedTime,
            long now,
            DatabaseHealth database,
            StoreHealth artifacts,
            ProcessHealth process,
            RequestHealth requests,
            List<TaskHealth> tasks) {
        public Response {
            tasks = Require.listOrEmpty(tasks);
        }
    }
}
