package dev.cairn.text;

import java.util.UUID;

/// New ids of what the server creates.
public final class NewIds {
    private NewIds() {}

    /// A prefix such as `d-`, which may be empty, and 32 hexadecimal digits.
    public static String of(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }
}
