package dev.cairn.protocol.permissions;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// Who may do how much with a thing; one of the names says who.
///
/// @param servicePrincipalName its application id
/// @param permissionLevel      such as `CAN_EDIT`
public record AccessControlRequest(
        @Nullable String userName,
        @Nullable String groupName,
        @Nullable String servicePrincipalName,
        String permissionLevel) {
    public AccessControlRequest {
        Require.text("permission_level", permissionLevel);
    }
}
