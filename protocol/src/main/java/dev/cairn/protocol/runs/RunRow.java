package dev.cairn.protocol.runs;

import dev.cairn.protocol.tracking.RunInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A run in a table: what it is, and what it has in the columns that were asked for.
///
/// @param metrics     their latest values
/// @param params      at most their first 250 characters each, as tags
/// @param children    how many runs name it as their parent; left out where there are none
/// @param parentRunId the run that it names as its parent
/// @param datasets    those that it read, as `name (digest)`
/// @param models      ids of those that it wrote or read
public record RunRow(
        RunInfo info,
        Map<String, Double> metrics,
        Map<String, String> params,
        Map<String, String> tags,
        @Nullable Integer children,
        @Nullable String parentRunId,
        List<String> datasets,
        List<String> models) {}
