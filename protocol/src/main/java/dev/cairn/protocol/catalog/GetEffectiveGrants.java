package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET effective-permissions/{securable_type}/{full_name}`. All without
/// `maxResults`; a page of 100 with 0.
public record GetEffectiveGrants(
        String securableType,
        String fullName,
        @Nullable String principal,
        @Nullable Long maxResults,
        @Nullable String pageToken) {
    public GetEffectiveGrants {
        Require.text("securable_type", securableType);
        Require.text("full_name", fullName);
    }

    public record Response(
            List<EffectivePrivilegeAssignment> privilegeAssignments,
            @Nullable String nextPageToken) {
        public Response {
            privilegeAssignments = Require.listOrEmpty(privilegeAssignments);
        }
    }
}
