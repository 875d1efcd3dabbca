package dev.cairn.artifacts;

import java.io.IOException;
import java.nio.file.Path;

/// The stores that the contract holds for, each behind a real server of its kind.
public enum TestStore {
    LOCAL {
        @Override
        ArtifactStore open(Path folder) throws IOException {
            return new LocalStore(folder);
        }
    };

    /// An empty store.
    ///
    /// @param folder an empty folder, for a store that is one
    abstract ArtifactStore open(Path folder) throws IOException;
}
