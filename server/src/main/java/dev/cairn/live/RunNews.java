package dev.cairn.live;

import dev.cairn.protocol.live.RunChange;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.RunInfo;
import dev.cairn.protocol.tracking.Tag;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What happened to a run since its changes were last written to the log: of each thing its latest state. Used under a
/// lock.
public final class RunNews {
    /// Of each kind; whoever does more within a moment is read again.
    private static final int MAX = 200;

    private @Nullable RunInfo run;
    private final Map<String, Metric> metrics = new LinkedHashMap<>();
    private final Map<String, Tag> params = new LinkedHashMap<>();
    private final Map<String, Tag> tags = new LinkedHashMap<>();
    private final Set<String> deletedTags = new LinkedHashSet<>();
    private final Set<String> artifacts = new LinkedHashSet<>();
    private boolean inputs;
    private boolean incomplete;
    private boolean purged;

    RunNews() {}

    /// The run was created, renamed, ended, deleted or restored.
    public void run(RunInfo now) {
        run = now;
    }

    /// A point was logged.
    public void metric(String key, double value, long timestamp, long step) {
        Metric known = metrics.get(key);
        if (known == null ? hasRoom(metrics.size()) : isLater(known, value, timestamp, step)) {
            metrics.put(key, new Metric(key, value, timestamp, step, null, null, null, null));
        }
    }

    private static boolean isLater(Metric known, double value, long timestamp, long step) {
        long knownStep = known.step() == null ? 0 : known.step();
        if (step != knownStep) {
            return step > knownStep;
        }
        return timestamp == known.timestamp() ? value >= known.value() : timestamp > known.timestamp();
    }

    public void param(String key, String value) {
        if (params.containsKey(key) || hasRoom(params.size())) {
            params.put(key, ExperimentNews.cut(key, value));
        }
    }

    public void tag(String key, String value) {
        deletedTags.remove(key);
        if (tags.containsKey(key) || hasRoom(tags.size())) {
            tags.put(key, ExperimentNews.cut(key, value));
        }
    }

    public void tagDeleted(String key) {
        tags.remove(key);
        if (deletedTags.contains(key) || hasRoom(deletedTags.size())) {
            deletedTags.add(key);
        }
    }

    /// A file was stored.
    ///
    /// @param path relative to the run's artifacts
    public void artifact(String path) {
        if (path.length() > ExperimentNews.TEXT) {
            incomplete = true;
        } else if (artifacts.contains(path) || hasRoom(artifacts.size())) {
            artifacts.add(path);
        }
    }

    /// Data sets or models were linked to the run.
    public void inputs() {
        inputs = true;
    }

    /// More happened than is told.
    public void incomplete() {
        incomplete = true;
    }

    /// The run is gone for good.
    public void purged() {
        purged = true;
    }

    private boolean hasRoom(int size) {
        if (size >= MAX) {
            incomplete = true;
        }
        return size < MAX;
    }

    RunChange change(Topic topic) {
        return new RunChange(
                Long.toString(topic.experiment()),
                topic.run(),
                run,
                List.copyOf(metrics.values()),
                List.of(),
                List.copyOf(params.values()),
                List.copyOf(tags.values()),
                List.copyOf(deletedTags),
                List.copyOf(artifacts),
                inputs ? true : null,
                incomplete ? true : null,
                purged ? true : null);
    }
}
