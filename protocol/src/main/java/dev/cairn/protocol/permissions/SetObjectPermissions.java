package dev.cairn.protocol.permissions;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cairn.protocol.Require;
import java.util.List;

/// `PUT permissions/{object_type}/{object_id}`: these and no others are given on a thing itself; with `PATCH`, these
/// besides others.
public record SetObjectPermissions(String objectType, String objectId, List<AccessControlRequest> accessControlList) {
    public SetObjectPermissions {
        Require.text("object_type", objectType);
        Require.text("object_id", objectId);
        accessControlList = Require.listOrEmpty(accessControlList);
    }

    /// As [GetObjectPermissions] answers.
    public record Response(
            String objectId, String objectType, @JsonInclude List<AccessControlResponse> accessControlList) {
        public Response {
            accessControlList = Require.listOrEmpty(accessControlList);
        }
    }
}
