package dev.cairn.protocol.permissions;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cairn.protocol.Require;
import java.util.List;

/// `GET permissions/{object_type}/{object_id}`: who may do what with a thing, as the managed platform tells it.
///
/// @param objectType `experiments` or `registered-models`
/// @param objectId   of a registered model, the number that `databricks/registered-models/get` tells
public record GetObjectPermissions(String objectType, String objectId) {
    public GetObjectPermissions {
        Require.text("object_type", objectType);
        Require.text("object_id", objectId);
    }

    /// Who may do what.
    ///
    /// @param objectId   such as `/experiments/7`
    /// @param objectType such as `mlflowExperiment`
    public record Response(
            String objectId, String objectType, @JsonInclude List<AccessControlResponse> accessControlList) {
        public Response {
            accessControlList = Require.listOrEmpty(accessControlList);
        }
    }
}
