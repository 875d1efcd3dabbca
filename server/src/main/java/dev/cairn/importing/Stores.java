package dev.cairn.importing;

import dev.cairn.artifacts.Artifacts;
import dev.cairn.evaluation.Evaluation;
import dev.cairn.registry.Registry;
import dev.cairn.review.Review;
import dev.cairn.traces.Traces;
import dev.cairn.tracking.Tracking;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The doors of what an import writes to and an export reads.
///
/// @param artifactFolder the folder of the artifact store, if it is one
public record Stores(
        Tracking tracking,
        Registry registry,
        Traces traces,
        Evaluation evaluation,
        Review review,
        Artifacts artifacts,
        @Nullable Path artifactFolder) {}
