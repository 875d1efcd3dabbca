package dev.cairn.importing;

import dev.cairn.artifacts.Artifacts;
import dev.cairn.registry.Registry;
import dev.cairn.tracking.Tracking;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The doors of what an import writes to and an export reads.
///
/// @param artifactFolder the folder of the artifact store, if it is one
public record Stores(
        Tracking tracking,
        Registry registry,
        Artifacts artifacts,
        @Nullable Path artifactFolder) {}
