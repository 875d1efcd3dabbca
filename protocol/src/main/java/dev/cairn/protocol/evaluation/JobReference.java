package dev.cairn.protocol.evaluation;

import dev.cairn.protocol.Require;

/// `GET jobs/{job_id}` and `PATCH jobs/cancel/{job_id}`.
public record JobReference(String jobId) {
    public JobReference {
        Require.text("job_id", jobId);
    }
}
