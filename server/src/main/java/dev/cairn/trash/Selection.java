package dev.cairn.trash;

import java.util.List;

/// What of the trash is meant.
///
/// @param experiments   the numbers of the only experiments that count; empty for all
/// @param runs          ids of runs; where these, models or traces are named, nothing else counts
/// @param models        ids of logged models
/// @param traces        ids of traces
/// @param deletedBefore milliseconds since 1970
record Selection(
        List<Long> experiments, List<String> runs, List<String> models, List<String> traces, long deletedBefore) {
    static Selection olderThan(long time) {
        return new Selection(List.of(), List.of(), List.of(), List.of(), time);
    }

    List<String> named(Kind kind) {
        return switch (kind) {
            case RUN -> runs;
            case LOGGED_MODEL -> models;
            case TRACE -> traces;
            case EXPERIMENT -> List.of();
        };
    }

    boolean isNamed() {
        return !runs.isEmpty() || !models.isEmpty() || !traces.isEmpty();
    }
}
