package dev.cairn.registry;

import org.jspecify.annotations.Nullable;

/// Where the files of a version lie and what they come from.
///
/// @param source   the URI that the version was made of
/// @param location the source with a `models:/` URI followed to the files
/// @param runId    the run that made the model, empty if none is known
/// @param modelId  the logged model that was registered, if it was one
/// @param version  the row of the version that it was copied from, if it was one
record Origin(
        String source,
        String location,
        String runId,
        @Nullable String modelId,
        @Nullable Long version) {

    /// What was copied from no other version.
    Origin(String source, String location, String runId, @Nullable String modelId) {
        this(source, location, runId, modelId, null);
    }
}
