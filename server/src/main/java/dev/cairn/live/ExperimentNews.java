package dev.cairn.live;

import dev.cairn.protocol.live.ExperimentChange;
import dev.cairn.protocol.tracking.Experiment;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.text.Lengths;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What happened to an experiment itself since its changes were last written to the log. Used under a lock.
public final class ExperimentNews {
    /// Of a text that may be long, what is told.
    static final int TEXT = 500;

    private @Nullable Experiment experiment;
    private final Map<String, Tag> tags = new LinkedHashMap<>();
    private final Set<String> deletedTags = new LinkedHashSet<>();
    private boolean purged;
    private boolean traces;

    ExperimentNews() {}

    static Tag cut(String key, String value) {
        return new Tag(key, Lengths.truncated(TEXT, value));
    }

    /// The experiment was created, renamed, deleted or restored.
    public void experiment(Experiment now) {
        experiment = now;
    }

    public void tag(String key, String value) {
        deletedTags.remove(key);
        tags.put(key, cut(key, value));
    }

    public void tagDeleted(String key) {
        tags.remove(key);
        deletedTags.add(key);
    }

    /// The experiment is gone for good.
    public void purged() {
        purged = true;
    }

    /// Something happened to its traces.
    public void traces() {
        traces = true;
    }

    ExperimentChange change(Topic topic) {
        return new ExperimentChange(
                Long.toString(topic.experiment()),
                experiment,
                List.copyOf(tags.values()),
                List.copyOf(deletedTags),
                purged ? true : null,
                traces ? true : null);
    }
}
