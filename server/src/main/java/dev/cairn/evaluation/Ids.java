package dev.cairn.evaluation;

import java.util.UUID;

/// New ids, as the reference forms them.
final class Ids {
    private Ids() {}

    /// A prefix such as `d-`, and 32 hexadecimal digits.
    static String of(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }

    /// The id of the n-th thing that one request adds at a time: ids in their order are things in theirs.
    static String ordered(String prefix, long millis, int n) {
        String random = UUID.randomUUID().toString().replace("-", "").substring(0, 15);
        return "%s%012x%05x%s".formatted(prefix, millis, n, random);
    }
}
