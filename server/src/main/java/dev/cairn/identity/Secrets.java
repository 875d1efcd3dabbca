package dev.cairn.identity;

import dev.cairn.text.Digests;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/// Secrets that the server makes: 256 random bits, of which it keeps the digest alone. That many bits need no slow
/// hash.
final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private Secrets() {}

    /// @param prefix by which the secret is known for what it is
    static String fresh(String prefix) {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return prefix + BASE64.encodeToString(bytes);
    }

    static String digest(String secret) {
        return BASE64.encodeToString(Digests.sha256().digest(secret.getBytes(StandardCharsets.UTF_8)));
    }
}
