package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;

/// `POST unity-catalog/model-versions/emit-lineage`.
public record EmitVersionLineage(String name, String version, VersionLineage modelVersionLineageInfo) {
    public EmitVersionLineage {
        Require.text("name", name);
        Require.text("version", version);
        Require.present("model_version_lineage_info", modelVersionLineageInfo);
    }
}
