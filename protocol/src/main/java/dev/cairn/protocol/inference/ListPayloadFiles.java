package dev.cairn.protocol.inference;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET 3.0/cairn/serving-endpoints/{name}/payload-files`: the Parquet files of an inference table, the newest first.
///
/// @param from milliseconds since 1970, as is `to`, which is not part of it
public record ListPayloadFiles(
        String name, @Nullable Long from, @Nullable Long to) {
    public ListPayloadFiles {
        Require.text("name", name);
    }

    /// Some of them.
    ///
    /// @param isWhole false if there are more, which an earlier `to` finds
    public record Response(List<PayloadFile> files, boolean isWhole) {
        public Response {
            files = Require.listOrEmpty(files);
        }
    }

    /// A file. Its bytes are those of `payload-files/{id}`.
    ///
    /// @param id        by which its bytes are found for ten minutes and more after others have taken its place
    /// @param day       of all its rows
    /// @param firstTime of its rows, in milliseconds since 1970, as is `lastTime`
    public record PayloadFile(String id, String day, long rows, long firstTime, long lastTime) {}
}
