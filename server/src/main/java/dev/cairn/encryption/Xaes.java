package dev.cairn.encryption;

import static javax.crypto.Cipher.DECRYPT_MODE;
import static javax.crypto.Cipher.ENCRYPT_MODE;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// XAES-256-GCM (c2sp.org/XAES-256-GCM): AES-256-GCM under a key that the first half of a random nonce of 192 bits
/// derives, so that a key is good for more messages than anybody sends. Safe for use by any number of threads.
final class Xaes {
    static final int KEY_BYTES = 32;
    static final int NONCE_BYTES = 24;
    static final int TAG_BYTES = 16;

    private static final int BLOCK = 16;
    private static final int HALF_NONCE = NONCE_BYTES / 2;
    private static final String AES = "AES";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;
    private final byte[] k1;

    /// @param key of 32 bytes
    Xaes(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key has %d bytes".formatted(KEY_BYTES));
        }
        this.key = new SecretKeySpec(key, AES);
        this.k1 = doubled(block(new byte[BLOCK]));
    }

    /// So many bytes that nobody can guess.
    static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    /// A fresh nonce, the encrypted text, its tag.
    ///
    /// @param context what the text belongs to, which is not in the result and has to be known to open it
    byte[] seal(byte[] text, byte[] context) {
        return seal(random(NONCE_BYTES), text, context);
    }

    byte[] seal(byte[] nonce, byte[] text, byte[] context) {
        try {
            Cipher cipher = cipher(ENCRYPT_MODE, nonce);
            cipher.updateAAD(context);
            byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + text.length + TAG_BYTES);
            cipher.doFinal(text, 0, text.length, sealed, NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /// What was sealed.
    ///
    /// @throws KeyException if it was changed, or sealed with another key or for another context
    byte[] open(ByteBuffer sealed, byte[] context) {
        if (sealed.remaining() < NONCE_BYTES + TAG_BYTES) {
            throw KeyException.changed();
        }
        byte[] nonce = new byte[NONCE_BYTES];
        sealed.get(nonce);
        try {
            Cipher cipher = cipher(DECRYPT_MODE, nonce);
            cipher.updateAAD(context);
            ByteBuffer text = ByteBuffer.allocate(sealed.remaining() - TAG_BYTES);
            cipher.doFinal(sealed, text);
            return text.array();
        } catch (AEADBadTagException another) {
            throw KeyException.changed();
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, derived(nonce), new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce, HALF_NONCE, HALF_NONCE));
        return cipher;
    }

    /// The key of one message, of two blocks that are made of the first half of its nonce.
    private SecretKeySpec derived(byte[] nonce) {
        byte[] blocks = new byte[2 * BLOCK];
        for (int i = 0; i < 2; i++) {
            byte[] block = {0, (byte) (i + 1), 'X', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
            System.arraycopy(nonce, 0, block, BLOCK - HALF_NONCE, HALF_NONCE);
            for (int at = 0; at < BLOCK; at++) {
                blocks[i * BLOCK + at] = (byte) (block[at] ^ k1[at]);
            }
        }
        return new SecretKeySpec(block(blocks), AES);
    }

    /// Whole blocks, each encrypted by itself.
    @SuppressWarnings("InsecureCryptoUsage") // the blocks are those of the specification, and different
    private byte[] block(byte[] blocks) {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(ENCRYPT_MODE, key);
            return cipher.doFinal(blocks);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /// Twice a block in the field of CMAC (NIST SP 800-38B).
    private static byte[] doubled(byte[] block) {
        byte[] twice = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            int carry = i + 1 < BLOCK ? (block[i + 1] & 0xff) >>> 7 : 0;
            twice[i] = (byte) (block[i] << 1 | carry);
        }
        if (block[0] < 0) {
            twice[BLOCK - 1] ^= (byte) 0x87;
        }
        return twice;
    }
}
