package dev.cairn.config;

import java.nio.file.Path;

/// What is encrypted at rest beside secrets, and where the key is.
///
/// @param artifacts whether new files of the artifact store are
public record EncryptionConfig(KeyPlace key, boolean artifacts) {
    /// With a key that the server makes in its data folder when it needs one.
    public static EncryptionConfig managed(Path data) {
        return new EncryptionConfig(new KeyPlace.Managed(data.resolve("keys").resolve("cairn.key")), false);
    }
}
