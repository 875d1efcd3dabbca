package dev.cairn.encryption;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// What an encrypted file begins with: how it is known, the id of its data key, the salt of its own key.
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record SealedHead(String key, byte[] salt) {
    private static final byte[] MAGIC = {(byte) 0x8f, 'c', 'a', 'i', 'r', 'n', 0x1a, 1};
    private static final int ID_BYTES = 16;
    private static final int SALT_BYTES = 32;

    static final int BYTES = MAGIC.length + ID_BYTES + SALT_BYTES;

    /// Of a new file.
    static SealedHead of(String key) {
        return new SealedHead(key, Xaes.random(SALT_BYTES));
    }

    /// Whether a content would be taken for an encrypted file.
    ///
    /// @param length how many of the bytes count
    static boolean begins(byte[] content, int length) {
        return length >= MAGIC.length && Arrays.equals(content, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /// Empty for the beginning of what is not encrypted.
    static Optional<SealedHead> parse(byte[] beginning) {
        if (beginning.length < BYTES || !begins(beginning, beginning.length)) {
            return Optional.empty();
        }
        int salt = MAGIC.length + ID_BYTES;
        return Optional.of(new SealedHead(
                HexFormat.of().formatHex(beginning, MAGIC.length, salt), Arrays.copyOfRange(beginning, salt, BYTES)));
    }

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .put(MAGIC)
                .put(HexFormat.of().parseHex(key))
                .put(salt)
                .array();
    }
}
