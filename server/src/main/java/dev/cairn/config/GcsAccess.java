package dev.cairn.config;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/// How this server shows Google Cloud Storage who it is. No text of it holds a secret.
public sealed interface GcsAccess {
    /// Whose key signs URLs; empty where there is none.
    Optional<ServiceAccount> signer();

    /// A service account with its key.
    final class ServiceAccount implements GcsAccess {
        private static final String ALGORITHM = "SHA256withRSA";

        private final String email;
        private final PrivateKey key;
        private final URI tokens;

        /// @param pem    the private key in PKCS #8, as Google's key files have it
        /// @param tokens where assertions are exchanged for tokens
        /// @throws IllegalArgumentException if the key is none
        public ServiceAccount(String email, String pem, URI tokens) {
            this.email = email;
            this.key = key(pem.replaceAll("-----[A-Z ]+-----", ""));
            this.tokens = tokens;
        }

        private static PrivateKey key(String base64) {
            try {
                return KeyFactory.getInstance("RSA")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
            } catch (GeneralSecurityException none) {
                throw new IllegalArgumentException("not an RSA key in PKCS #8"); // without what may hold it
            }
        }

        public String email() {
            return email;
        }

        public URI tokens() {
            return tokens;
        }

        /// Signs with RSA and SHA-256. Safe for use by any number of threads.
        public byte[] sign(byte[] text) {
            try {
                Signature signature = Signature.getInstance(ALGORITHM);
                signature.initSign(key);
                signature.update(text);
                return signature.sign();
            } catch (GeneralSecurityException everyJdkHasIt) {
                throw new IllegalStateException(everyJdkHasIt);
            }
        }

        @Override
        public Optional<ServiceAccount> signer() {
            return Optional.of(this);
        }
    }

    /// What the metadata server of a machine of Google's says.
    ///
    /// @param server scheme, host and port of it
    record Metadata(URI server) implements GcsAccess {
        @Override
        public Optional<ServiceAccount> signer() {
            return Optional.empty();
        }
    }

    /// An emulator, to which no token is sent.
    record Emulator(Optional<ServiceAccount> signer) implements GcsAccess {}
}
