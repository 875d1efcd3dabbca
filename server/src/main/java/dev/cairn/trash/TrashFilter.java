package dev.cairn.trash;

import dev.cairn.access.Workspace;
import dev.cairn.http.ApiException;
import dev.cairn.text.Ages;
import dev.cairn.text.Lengths;
import dev.cairn.text.Patterns;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which things in the trash somebody wants to see.
///
/// @param experiment    only what belongs to it, -1 for all
/// @param deletedBefore milliseconds since 1970
/// @param pattern       of the name or the id, as [Patterns] has it; `%` for all
record TrashFilter(long experiment, long deletedBefore, String pattern) {
    private static final int LONGEST_PART = 500;

    static TrashFilter of(
            @Nullable String experimentId, @Nullable String olderThan, @Nullable String contains, long now) {
        return new TrashFilter(
                experimentId == null ? -1 : number(experimentId), deletedBefore(olderThan, now), pattern(contains));
    }

    private static String pattern(@Nullable String contains) {
        if (contains == null || contains.isEmpty()) {
            return "%";
        }
        Lengths.check("contains", LONGEST_PART, contains);
        return Patterns.containing(contains);
    }

    /// What is bound in its place, in a query of a workspace.
    List<Object> binds(Workspace workspace) {
        return List.of(workspace.id(), deletedBefore, experiment, pattern, pattern, pattern);
    }

    static long deletedBefore(@Nullable String olderThan, long now) {
        if (olderThan == null) {
            return Long.MAX_VALUE;
        }
        Duration age = Ages.parse(olderThan)
                .orElseThrow(() -> ApiException.invalid(
                        "Invalid age '%s' for older_than: it is such as 30d, 12h or 90m.".formatted(olderThan)));
        return now - age.toMillis();
    }

    static long number(String experimentId) {
        try {
            return Long.parseLong(experimentId);
        } catch (NumberFormatException notANumber) {
            throw ApiException.invalid(
                    "Invalid experiment ID '%s'. Experiment ID must be a valid integer.".formatted(experimentId));
        }
    }
}
