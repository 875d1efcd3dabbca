package dev.cairn.protocol.tracking;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.cairn.protocol.Require;
import java.util.List;

/// `POST runs/log-batch`.
public record LogBatch(@JsonAlias("run_uuid") String runId, List<Metric> metrics, List<Tag> params, List<Tag> tags) {
    public LogBatch {
        Require.text("run_id", runId);
        metrics = Require.listOrEmpty(metrics);
        params = Require.listOrEmpty(params);
        tags = Require.listOrEmpty(tags);
    }
}
