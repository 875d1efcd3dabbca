package dev.cairn.protocol.secrets;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `POST secrets/put`: a new secret, or another value of one. It has one of the two values.
///
/// @param bytesValue in base64
public record PutSecret(
        String scope,
        String key,
        @Nullable String stringValue,
        @Nullable String bytesValue) {
    public PutSecret {
        Require.text("scope", scope);
        Require.text("key", key);
    }

    /// Without what nobody may read.
    @Override
    public String toString() {
        return "PutSecret[scope=%s, key=%s]".formatted(scope, key);
    }
}
