package dev.cairn.artifacts;

import dev.cairn.config.ArtifactConfig;
import java.io.IOException;
import java.nio.file.Path;

/// The stores that the contract holds for, each behind a real server of its kind.
public enum TestStore {
    LOCAL {
        @Override
        public ArtifactConfig empty(Path folder) {
            return ArtifactConfig.folder(folder);
        }

        @Override
        ArtifactStore open(Path folder) throws IOException {
            return new LocalStore(folder);
        }
    },
    S3 {
        @Override
        public ArtifactConfig empty(Path folder) throws IOException {
            return new ArtifactConfig(TestS3.shared().bucket(), true);
        }

        @Override
        ArtifactStore open(Path folder) throws IOException {
            return TestS3.open(TestS3.shared().bucket());
        }
    };

    /// A place of its own where nothing is yet.
    ///
    /// @param folder for a store that is a folder
    public abstract ArtifactConfig empty(Path folder) throws IOException;

    /// The same, opened.
    abstract ArtifactStore open(Path folder) throws IOException;
}
