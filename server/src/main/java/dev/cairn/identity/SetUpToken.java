package dev.cairn.identity;

import dev.cairn.text.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// What whoever started the server reads in its output, and shows to become its first administrator. It is in memory
/// alone, and of no use once there is an administrator.
final class SetUpToken {
    private final String value = Secrets.fresh("");

    String value() {
        return value;
    }

    /// Compared in a time that says nothing of where they differ.
    boolean is(String shown) {
        return MessageDigest.isEqual(digest(value), digest(shown));
    }

    private static byte[] digest(String text) {
        return Digests.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    }
}
