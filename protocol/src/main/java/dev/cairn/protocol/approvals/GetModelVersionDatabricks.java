package dev.cairn.protocol.approvals;

import dev.cairn.protocol.Require;

/// `GET databricks/model-versions/get`: a version with the open requests about it.
public record GetModelVersionDatabricks(String name, String version) {
    public GetModelVersionDatabricks {
        Require.text("name", name);
        Require.text("version", version);
    }

    public record Response(ModelVersionDatabricks modelVersionDatabricks) {}
}
