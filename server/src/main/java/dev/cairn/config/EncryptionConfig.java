package dev.cairn.config;

import java.nio.file.Path;

/// What is encrypted at rest beside secrets, and where the key is.
///
/// @param contents whether what people send in traces, assessments and evaluation data sets is
public record EncryptionConfig(KeyPlace key, Files artifacts, boolean contents) {
    /// What is encrypted of the files of the artifact store.
    public enum Files {
        /// No new ones.
        PLAIN,
        /// New ones; those that are not are read as they are.
        ENCRYPTED,
        /// New ones; those that are not are refused, so that nobody puts one in the place of another.
        ONLY_ENCRYPTED
    }

    /// With a key that the server makes in its data folder when it needs one.
    public static EncryptionConfig managed(Path data) {
        return new EncryptionConfig(
                new KeyPlace.Managed(data.resolve("keys").resolve("cairn.key")), Files.PLAIN, false);
    }
}
