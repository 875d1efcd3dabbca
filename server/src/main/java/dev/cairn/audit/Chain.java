package dev.cairn.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/// Seals records, each together with the seal before it. Who has the database, but not the key, can make none of them.
final class Chain {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKey key;

    Chain(SecretKey key) {
        this.key = key;
    }

    /// What the first record of all is sealed with.
    static byte[] beginning() {
        return new byte[32];
    }

    byte[] seal(byte[] before, long id, long time, String entry) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(before);
            mac.update(ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(id)
                    .putLong(time)
                    .flip());
            return mac.doFinal(entry.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }

    boolean fits(byte[] before, StoredRecord record) {
        return MessageDigest.isEqual(seal(before, record.id(), record.time(), record.entry()), record.seal());
    }
}
