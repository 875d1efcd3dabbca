package dev.cairn.protocol.runs;

import dev.cairn.protocol.tracking.ViewType;
import org.jspecify.annotations.Nullable;

/// Which runs of an experiment are meant; all that are not in the trash where nothing is said.
///
/// @param filter      in the filter language of `runs/search`
/// @param nested      whether to leave out runs whose parent is among the others
/// @param parentRunId of whose children alone to speak
/// @param group       of which group alone to speak
public record RunChoice(
        @Nullable String filter,
        @Nullable ViewType runViewType,
        @Nullable Boolean nested,
        @Nullable String parentRunId,
        @Nullable Group group) {

    /// All that are not in the trash.
    public static final RunChoice ALL = new RunChoice(null, null, null, null, null);

    /// The runs that have one value in a column.
    ///
    /// @param column such as `params.depth`
    /// @param value  nothing where the runs have nothing there
    public record Group(@Nullable String column, @Nullable String value) {}
}
