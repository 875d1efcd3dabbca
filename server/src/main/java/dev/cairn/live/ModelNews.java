package dev.cairn.live;

import dev.cairn.protocol.live.ModelChange;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What happened to a registered model since its changes were last written to the log. Used under a lock.
public final class ModelNews {
    private final Set<String> kinds = new LinkedHashSet<>();
    private @Nullable String previousName;
    private boolean deleted;

    ModelNews() {}

    /// Something was done to it, in a word of which there are few. Whatever is done to it, it is there.
    public void done(String kind) {
        deleted = false;
        kinds.add(kind);
    }

    /// It has had another name until now.
    public void renamedFrom(String name) {
        deleted = false;
        previousName = name;
    }

    /// There is nothing of its name any more.
    public void deleted() {
        deleted = true;
    }

    ModelChange change(ModelTopic topic) {
        return new ModelChange(
                topic.name(), topic.isPrompt() ? true : null, List.copyOf(kinds), previousName, deleted ? true : null);
    }
}
