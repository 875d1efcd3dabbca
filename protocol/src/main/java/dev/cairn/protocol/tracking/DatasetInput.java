package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;
import java.util.List;

/// A data set as a run used it, with the tags of that use.
public record DatasetInput(List<Tag> tags, Dataset dataset) {
    public DatasetInput {
        Require.present("dataset", dataset);
        tags = Require.listOrEmpty(tags);
    }
}
