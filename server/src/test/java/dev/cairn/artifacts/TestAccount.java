package dev.cairn.artifacts;

import dev.cairn.config.GcsAccess;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;

/// A service account of nobody, with a key of its own.
///
/// @param secret the private key in base64
public record TestAccount(PublicKey key, String secret) {
    public static final String EMAIL = "cairn-tests@nowhere.iam.gserviceaccount.com";
    private static final int BITS = 2_048;

    public static TestAccount make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            KeyPair pair = generator.generateKeyPair();
            return new TestAccount(
                    pair.getPublic(),
                    Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /// The key as it stands in Google's files.
    public String pem() {
        return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(secret.replaceAll("(.{64})", "$1\n"));
    }

    /// The account as this server has it.
    ///
    /// @param tokens where it has its tokens from
    public GcsAccess.ServiceAccount account(URI tokens) {
        return new GcsAccess.ServiceAccount(EMAIL, pem(), tokens);
    }
}
