package dev.cairn.evaluation;

import dev.cairn.text.NewIds;

/// New ids, as the reference forms them.
final class Ids {
    private Ids() {}

    /// The id of the n-th thing that one request adds at a time: ids in their order are things in theirs.
    static String ordered(String prefix, long millis, int n) {
        String random = NewIds.of("").substring(0, 15);
        return "%s%012x%05x%s".formatted(prefix, millis, n, random);
    }
}
