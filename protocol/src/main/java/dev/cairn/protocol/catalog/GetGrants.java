package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET permissions/{securable_type}/{full_name}`. Without `maxResults` all; with 0 a page of 100.
public record GetGrants(
        String securableType,
        String fullName,
        @Nullable String principal,
        @Nullable Long maxResults,
        @Nullable String pageToken) {
    public GetGrants {
        Require.text("securable_type", securableType);
        Require.text("full_name", fullName);
    }

    public record Response(
            List<PrivilegeAssignment> privilegeAssignments,
            @Nullable String nextPageToken) {
        public Response {
            privilegeAssignments = Require.listOrEmpty(privilegeAssignments);
        }
    }
}
