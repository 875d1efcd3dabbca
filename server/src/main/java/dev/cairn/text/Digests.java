package dev.cairn.text;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The digests that every Java platform has.
public final class Digests {
    private Digests() {}

    public static MessageDigest sha256() {
        return of("SHA-256");
    }

    /// For stores that tell it of what they have, and for nothing that must be safe.
    public static MessageDigest md5() {
        return of("MD5");
    }

    private static MessageDigest of(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has " + algorithm, impossible);
        }
    }
}
