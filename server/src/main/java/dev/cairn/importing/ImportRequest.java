package dev.cairn.importing;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to import, and how.
///
/// @param source          a database URL, a database file, a folder `mlruns` or an archive
/// @param workspace       the workspace of the source that is read
/// @param copies          whether artifact files are copied; otherwise they are referred to where they lie
/// @param artifactsFrom   folders and places in object stores below which artifacts may be read, beside the folders
/// next
///                        to the source
/// @param mlflowArtifacts the folder that `mlflow-artifacts:/` stood for, unless it lies next to the source
/// @param checks          whether both sides are compared at the end
public record ImportRequest(
        String source,
        String workspace,
        boolean copies,
        List<String> artifactsFrom,
        @Nullable Path mlflowArtifacts,
        boolean checks) {}
