package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;
import java.util.List;

/// `PATCH permissions/{securable_type}/{full_name}`.
public record UpdateGrants(String securableType, String fullName, List<PrivilegesChange> changes) {
    public UpdateGrants {
        Require.text("securable_type", securableType);
        Require.text("full_name", fullName);
        changes = Require.listOrEmpty(changes);
    }

    public record Response(List<PrivilegeAssignment> privilegeAssignments) {
        public Response {
            privilegeAssignments = Require.listOrEmpty(privilegeAssignments);
        }
    }
}
