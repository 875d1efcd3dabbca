package dev.cairn.trash;

import java.util.List;

/// What of the trash is meant.
///
/// @param experiments   the numbers of the only experiments that count; empty for all
/// @param runs          ids of runs; where these or models are named, nothing else counts
/// @param models        ids of logged models
/// @param deletedBefore milliseconds since 1970
record Selection(List<Long> experiments, List<String> runs, List<String> models, long deletedBefore) {
    static Selection olderThan(long time) {
        return new Selection(List.of(), List.of(), List.of(), time);
    }

    boolean isNamed() {
        return !runs.isEmpty() || !models.isEmpty();
    }
}
