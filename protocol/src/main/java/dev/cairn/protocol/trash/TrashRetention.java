package dev.cairn.protocol.trash;

import org.jspecify.annotations.Nullable;

/// What the server removes by itself. Ages are such as `30d`.
///
/// @param trash          how long what is deleted stays in the trash (`--trash-retention`); left out for ever
/// @param traces         how old traces become (`--trace-retention`); left out for ever
/// @param ownExperiments how many experiments say that of their own traces (the tag `cairn.traceRetention`)
public record TrashRetention(
        @Nullable String trash, @Nullable String traces, long ownExperiments) {}
