package dev.cairn.encryption;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A data key as the database has it.
///
/// @param purpose   what it is for, such as `audit`
/// @param renewable whether a rotation puts another in its place
/// @param kek       the name of the key that it is wrapped with
/// @param created   milliseconds since 1970
/// @param retired   the same, when another took its place; null while it is in use
record StoredKey(
        String id,
        String purpose,
        boolean renewable,
        String kek,
        String wrapped,
        long created,
        @Nullable Long retired) {
    boolean isInUse() {
        return retired == null;
    }

    /// So that it is unwrapped as no other.
    byte[] context() {
        return context(id, purpose);
    }

    static byte[] context(String id, String purpose) {
        return ("cairn data key\n" + id + "\n" + purpose).getBytes(StandardCharsets.UTF_8);
    }
}
