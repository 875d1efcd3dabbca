package dev.cairn.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where artifacts are kept, and how they travel.
///
/// @param direct whether clients may be given URLs under which they move files to and from the store by themselves
public record ArtifactConfig(ArtifactDestination destination, boolean direct) {
    public static ArtifactConfig folder(Path folder) {
        return new ArtifactConfig(new ArtifactDestination.Folder(folder), true);
    }

    /// The folder of the store, if it is one.
    public @Nullable Path folder() {
        return destination instanceof ArtifactDestination.Folder folder ? folder.path() : null;
    }
}
