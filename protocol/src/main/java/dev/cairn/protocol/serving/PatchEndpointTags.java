package dev.cairn.protocol.serving;

import dev.cairn.protocol.Require;
import java.util.List;

/// `PATCH serving-endpoints/{name}/tags`.
public record PatchEndpointTags(String name, List<EndpointTag> addTags, List<String> deleteTags) {
    public PatchEndpointTags {
        Require.text("name", name);
        addTags = Require.listOrEmpty(addTags);
        deleteTags = Require.listOrEmpty(deleteTags);
    }

    /// What is left.
    ///
    /// @param tags all that the endpoint has now, by key
    public record Response(List<EndpointTag> tags) {
        public Response {
            tags = Require.listOrEmpty(tags);
        }
    }
}
