package dev.cairn.protocol.webhooks;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET webhooks`: the newest first.
public record ListWebhooks(
        @Nullable Long maxResults, @Nullable String pageToken) {

    public record Response(List<Webhook> webhooks, @Nullable String nextPageToken) {
        public Response {
            webhooks = Require.listOrEmpty(webhooks);
        }
    }
}
