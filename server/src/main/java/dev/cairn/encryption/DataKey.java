package dev.cairn.encryption;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// A data key, ready for use.
final class DataKey {
    private final StoredKey stored;
    private final byte[] bytes;
    private final Xaes cipher;

    DataKey(StoredKey stored, byte[] bytes) {
        this.stored = stored;
        this.bytes = bytes;
        this.cipher = new Xaes(bytes);
    }

    StoredKey stored() {
        return stored;
    }

    Xaes cipher() {
        return cipher;
    }

    SecretKey secret() {
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    /// The same, of which the database says something else by now.
    DataKey as(StoredKey now) {
        return now.equals(stored) ? this : new DataKey(now, bytes);
    }
}
