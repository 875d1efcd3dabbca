package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET permissions/{securable_type}/{full_name}`.
public record GetGrants(
        String securableType, String fullName, @Nullable String principal) {
    public GetGrants {
        Require.text("securable_type", securableType);
        Require.text("full_name", fullName);
    }

    public record Response(List<PrivilegeAssignment> privilegeAssignments) {
        public Response {
            privilegeAssignments = Require.listOrEmpty(privilegeAssignments);
        }
    }
}
