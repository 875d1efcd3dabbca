package dev.cairn.protocol.permissions;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody may do with a thing; one of the names says who.
///
/// @param servicePrincipalName its application id
public record AccessControlResponse(
        @Nullable String userName,
        @Nullable String groupName,
        @Nullable String servicePrincipalName,
        @Nullable String displayName,
        List<ObjectPermission> allPermissions) {
    public AccessControlResponse {
        allPermissions = Require.listOrEmpty(allPermissions);
    }
}
