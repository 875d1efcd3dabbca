package dev.cairn.config;

import java.util.Base64;
import java.util.Map;

/// How this server shows an Azure storage account who it is. No text of it holds the secret.
public sealed interface AzureAccess {
    /// A key of the account, with which requests and URLs are signed.
    final class SharedKey implements AzureAccess {
        private final byte[] key;

        /// @param base64 as Azure shows it
        public SharedKey(String base64) {
            this.key = Base64.getDecoder().decode(base64);
        }

        public byte[] key() {
            return key.clone();
        }
    }

    /// A shared access signature, which goes along with each request.
    final class Signature implements AzureAccess {
        private final Map<String, String> parameters;

        /// @param parameters of its query, decoded
        public Signature(Map<String, String> parameters) {
            this.parameters = Map.copyOf(parameters);
        }

        public Map<String, String> parameters() {
            return parameters;
        }
    }
}
