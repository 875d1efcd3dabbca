package dev.cairn.protocol.permissions;

import dev.cairn.protocol.Require;
import java.util.List;

/// `GET permissions/{object_type}/{object_id}/permissionLevels`: the levels that a thing has.
public record GetPermissionLevels(String objectType, String objectId) {
    public GetPermissionLevels {
        Require.text("object_type", objectType);
        Require.text("object_id", objectId);
    }

    public record Response(List<Described> permissionLevels) {
        public Response {
            permissionLevels = Require.listOrEmpty(permissionLevels);
        }
    }

    /// A level, and what it lets one do.
    public record Described(String permissionLevel, String description) {}
}
