package dev.cairn.artifacts;

import dev.cairn.artifacts.azure.AzureContainer;
import dev.cairn.artifacts.bucket.BucketStore;
import dev.cairn.artifacts.gcs.GcsBucket;
import dev.cairn.artifacts.s3.S3Bucket;
import dev.cairn.config.ArtifactConfig;
import dev.cairn.config.ArtifactDestination;
import java.io.IOException;
import java.nio.file.Path;

/// The stores that the contract holds for, each behind a real server of its kind.
public enum TestStore {
    LOCAL {
        @Override
        ArtifactDestination place(Path folder) {
            return new ArtifactDestination.Folder(folder);
        }

        @Override
        TestObjectServer start() {
            throw new UnsupportedOperationException("A folder is always there");
        }
    },
    S3 {
        @Override
        ArtifactDestination place(Path folder) throws IOException {
            return TestS3.shared().bucket();
        }

        @Override
        TestObjectServer start() throws IOException {
            return TestS3.start();
        }
    },
    AZURE {
        @Override
        ArtifactDestination place(Path folder) {
            return TestAzure.shared().bucket();
        }

        @Override
        TestObjectServer start() throws IOException {
            return TestAzure.start();
        }
    },
    GCS {
        @Override
        ArtifactDestination place(Path folder) {
            return TestGcs.shared().bucket();
        }

        @Override
        TestObjectServer start() throws IOException {
            return TestGcs.start();
        }
    };

    /// A place of its own where nothing is yet.
    ///
    /// @param folder for a store that is a folder
    abstract ArtifactDestination place(Path folder) throws IOException;

    /// A server of the kind that no other test uses.
    abstract TestObjectServer start() throws IOException;

    /// The settings of a server with such a place.
    public ArtifactConfig empty(Path folder) throws IOException {
        return new ArtifactConfig(place(folder), true);
    }

    /// Such a place, opened.
    ArtifactStore open(Path folder) throws IOException {
        return opened(place(folder));
    }

    static ArtifactStore opened(ArtifactDestination place) throws IOException {
        return switch (place) {
            case ArtifactDestination.Folder folder -> new LocalStore(folder.path());
            case ArtifactDestination.S3 s3 -> new BucketStore(S3Bucket.open(s3), s3.prefix());
            case ArtifactDestination.Azure azure -> new BucketStore(AzureContainer.open(azure), azure.prefix());
            case ArtifactDestination.Gcs gcs -> new BucketStore(GcsBucket.open(gcs), gcs.prefix());
        };
    }
}
