package dev.cairn.protocol.secrets;

import dev.cairn.protocol.Require;

/// `GET secrets/get`.
public record GetSecret(String scope, String key) {
    public GetSecret {
        Require.text("scope", scope);
        Require.text("key", key);
    }

    /// The secret.
    ///
    /// @param value in base64
    public record Response(String key, String value) {
        /// Without what nobody may read.
        @Override
        public String toString() {
            return "GetSecret.Response[key=%s]".formatted(key);
        }
    }
}
