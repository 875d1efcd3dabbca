package dev.cairn.catalog;

import dev.cairn.lineage.Told;
import dev.cairn.protocol.tracking.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a client says of a version that it is about to send.
///
/// @param source         the URI that it takes the files from
/// @param trackingServer by which it knows where the run is
/// @param lineage        what else it says the version comes from
record NewVersion(
        FullName model,
        String source,
        @Nullable String runId,
        @Nullable String description,
        List<Tag> tags,
        @Nullable String modelId,
        @Nullable String trackingServer,
        List<Told> lineage) {}
