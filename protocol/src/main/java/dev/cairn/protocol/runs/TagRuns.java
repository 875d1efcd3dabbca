package dev.cairn.protocol.runs;

import dev.cairn.protocol.Require;
import dev.cairn.protocol.tracking.Tag;
import java.util.List;

/// `POST runs/set-tags`: sets tags of runs, of all or, because of one that is not there, of none.
public record TagRuns(List<String> runIds, List<Tag> tags) {
    public TagRuns {
        runIds = Require.listOrEmpty(runIds);
        tags = Require.listOrEmpty(tags);
    }
}
