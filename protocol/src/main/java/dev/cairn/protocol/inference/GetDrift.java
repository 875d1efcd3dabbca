package dev.cairn.protocol.inference;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET 3.0/cairn/serving-endpoints/{name}/drift`: how what an endpoint is asked and answers differs from what it was.
///
/// @param entity  the name of a served entity; all of them where it is absent
/// @param version of its model; all of them where it is absent
/// @param from    milliseconds since 1970, as is `to`, which is not part of it; the last 24 hours where they are absent
public record GetDrift(
        String name,
        @Nullable String entity,
        @Nullable String version,
        @Nullable Long from,
        @Nullable Long to) {
    public GetDrift {
        Require.text("name", name);
    }

    /// What was found.
    ///
    /// @param rows           of the time that were looked at
    /// @param isWhole        whether that is all of them
    /// @param baselineRows   that they are held against
    /// @param baselineSource the URI of the file that these are of; null where they are of no file of this server
    public record Response(
            long from,
            long to,
            long rows,
            boolean isWhole,
            Baseline baseline,
            long baselineRows,
            @Nullable String baselineSource,
            List<DriftColumn> columns) {
        public Response {
            columns = Require.listOrEmpty(columns);
        }
    }

    /// What the rows of a time are held against.
    public enum Baseline {
        /// Rows that somebody gave, such as those of the training.
        GIVEN,
        /// The first requests that were kept of what is asked for.
        FIRST_REQUESTS,
        /// There is nothing yet.
        NONE
    }
}
