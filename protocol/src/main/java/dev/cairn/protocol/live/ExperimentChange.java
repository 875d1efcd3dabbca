package dev.cairn.protocol.live;

import dev.cairn.protocol.Require;
import dev.cairn.protocol.tracking.Experiment;
import dev.cairn.protocol.tracking.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened to an experiment itself within a moment. What is left out did not change.
///
/// @param experiment  the experiment as it is now, without its tags, when it was created, renamed, deleted or restored
/// @param tags        tags that were set; a value of more than 500 characters is cut
/// @param deletedTags the keys of tags that were deleted
/// @param purged      whether the experiment is gone for good
/// @param traces      whether traces of it began, ended, changed or were deleted: read them
public record ExperimentChange(
        String experimentId,
        @Nullable Experiment experiment,
        List<Tag> tags,
        List<String> deletedTags,
        @Nullable Boolean purged,
        @Nullable Boolean traces) {
    public ExperimentChange {
        Require.text("experiment_id", experimentId);
        tags = Require.listOrEmpty(tags);
        deletedTags = Require.listOrEmpty(deletedTags);
    }
}
