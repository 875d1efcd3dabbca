package dev.cairn.artifacts;

import dev.cairn.config.EncryptionConfig;
import dev.cairn.db.TestDatabase;
import dev.cairn.encryption.TestKeys;
import java.io.IOException;
import java.nio.file.Path;

/// All that keeps the promises of a store: each kind, and those that encrypt what they put into another one.
enum AnyStore {
    LOCAL(TestStore.LOCAL, false),
    S3(TestStore.S3, false),
    AZURE(TestStore.AZURE, false),
    GCS(TestStore.GCS, false),
    SEALED_LOCAL(TestStore.LOCAL, true),
    SEALED_S3(TestStore.S3, true);

    private final TestStore kind;
    private final boolean seals;

    AnyStore(TestStore kind, boolean seals) {
        this.kind = kind;
        this.seals = seals;
    }

    ArtifactStore open(Path folder) throws IOException {
        ArtifactStore store = kind.open(folder);
        return seals
                ? new SealedStore(
                        store,
                        TestKeys.of(TestDatabase.SQLITE.shared()).files("artifacts"),
                        EncryptionConfig.Files.ENCRYPTED)
                : store;
    }
}
