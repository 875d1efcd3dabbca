package dev.cairn.protocol.inference;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET 3.0/cairn/serving-endpoints/{name}/payloads`: requests that were kept, the newest first, without what they
/// said.
///
/// @param from   milliseconds since 1970, as is `to`, which is not part of it
/// @param status such as `200`, or `4xx`
/// @param entity the name of a served entity
public record ListPayloads(
        String name,
        @Nullable Long maxResults,
        @Nullable String pageToken,
        @Nullable Long from,
        @Nullable Long to,
        @Nullable String status,
        @Nullable String entity,
        @Nullable String version) {
    public ListPayloads {
        Require.text("name", name);
    }

    /// A page may have fewer than were asked for, though there is more.
    public record Response(List<Payload> payloads, @Nullable String nextPageToken) {
        public Response {
            payloads = Require.listOrEmpty(payloads);
        }
    }
}
