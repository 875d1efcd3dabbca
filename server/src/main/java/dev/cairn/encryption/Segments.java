package dev.cairn.encryption;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/// The segments of one file, each encrypted by itself with AES-256-GCM under a key that is this file's
/// alone (HKDF of the data key, the salt of the file and what it belongs to). The nonce is the number
/// of the segment, and whether it is the last one, so that none can be moved, left out or cut off. Used
/// by one thread.
final class Segments {
    /// Of a file's content, in each segment but the last.
    static final int BYTES = 128 * 1024;

    static final int SEALED_BYTES = BYTES + Xaes.TAG_BYTES;

    private static final int NONCE_BYTES = 12;

    private final SecretKey key;
    private final Cipher cipher;

    Segments(SecretKey dataKey, byte[] salt, String context) {
        try {
            key = KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "AES",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(dataKey)
                                    .addSalt(salt)
                                    .thenExpand(
                                            ("cairn file\n" + context).getBytes(StandardCharsets.UTF_8),
                                            Xaes.KEY_BYTES));
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /// Encrypts a segment and returns the number of its bytes.
    int seal(long number, boolean isLast, byte[] content, int length, byte[] target) {
        try {
            init(Cipher.ENCRYPT_MODE, number, isLast);
            return cipher.doFinal(content, 0, length, target, 0);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /// The number of bytes of a segment that is as it was encrypted.
    ///
    /// @throws KeyException if it is not
    int open(long number, boolean isLast, byte[] sealed, int length, byte[] target) {
        if (length < Xaes.TAG_BYTES) {
            throw KeyException.changed();
        }
        try {
            init(Cipher.DECRYPT_MODE, number, isLast);
            return cipher.doFinal(sealed, 0, length, target, 0);
        } catch (AEADBadTagException another) {
            throw KeyException.changed();
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private void init(int mode, long number, boolean isLast) throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(NONCE_BYTES)
                .putLong(Byte.BYTES * 3, number)
                .put(NONCE_BYTES - 1, (byte) (isLast ? 1 : 0))
                .array();
        cipher.init(mode, key, new GCMParameterSpec(Xaes.TAG_BYTES * Byte.SIZE, nonce));
    }

    /// The bytes that a content takes when it is encrypted, the head included.
    static long sealedSize(long size) {
        return SealedHead.BYTES + size + count(size, BYTES) * Xaes.TAG_BYTES;
    }

    /// The bytes of the content of an encrypted file, or -1 where it is no such size.
    static long size(long sealed) {
        long body = sealed - SealedHead.BYTES;
        long size = body - count(body, SEALED_BYTES) * Xaes.TAG_BYTES;
        return body < Xaes.TAG_BYTES || sealedSize(size) != sealed ? -1 : size;
    }

    /// An empty file has one too.
    private static long count(long size, int each) {
        return Math.max(1, (size + each - 1) / each);
    }
}
