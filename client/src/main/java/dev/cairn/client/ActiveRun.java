package dev.cairn.client;

import dev.cairn.protocol.tracking.RunInfo;
import dev.cairn.protocol.tracking.RunStatus;

/// A run under way. Whoever leaves it without [#finish] has failed, so that an exception ends it rightly:
///
/// ```java
/// try (ActiveRun run = client.runs().start(experiment)) {
///     run.metric("loss", 0.25, 1);
///     run.finish();
/// }
/// ```
public final class ActiveRun implements AutoCloseable {
    private final Runs runs;
    private final RunInfo info;
    private volatile boolean ended;

    ActiveRun(Runs runs, RunInfo info) {
        this.runs = runs;
        this.info = info;
    }

    public String id() {
        return info.runId();
    }

    /// As it was when it began.
    public RunInfo info() {
        return info;
    }

    public ActiveRun metric(String key, double value, long step) {
        runs.logMetric(id(), key, value, step);
        return this;
    }

    /// A parameter, whose value cannot be changed afterwards.
    public ActiveRun param(String key, Object value) {
        runs.logParam(id(), key, value);
        return this;
    }

    public ActiveRun tag(String key, String value) {
        runs.setTag(id(), key, value);
        return this;
    }

    public ActiveRun log(Batch batch) {
        runs.log(id(), batch);
        return this;
    }

    /// Its files.
    public ArtifactFolder artifacts() {
        return runs.artifacts(info);
    }

    /// Ends it as `FINISHED`.
    public void finish() {
        end(RunStatus.FINISHED);
    }

    public void end(RunStatus status) {
        runs.end(id(), status);
        ended = true;
    }

    /// Ends it as `FAILED`, if nobody has ended it.
    @Override
    public void close() {
        if (!ended) {
            end(RunStatus.FAILED);
        }
    }
}
