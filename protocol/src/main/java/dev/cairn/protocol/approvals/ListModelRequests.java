package dev.cairn.protocol.approvals;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET registry/requests/list`: open requests that the caller sees, newest first.
///
/// @param name    of the model that they are about; unset for all
/// @param version with a name: of that version alone
/// @param of      `waiting`: those that the caller may decide; `mine`: the caller's own; unset for all
public record ListModelRequests(
        @Nullable String name,
        @Nullable String version,
        @Nullable String of,
        @Nullable Long maxResults,
        @Nullable String pageToken) {
    public record Response(
            List<ModelRequest> requests, @Nullable String nextPageToken) {}
}
