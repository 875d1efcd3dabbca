package dev.cairn.protocol.lineage;

import dev.cairn.protocol.Require;
import java.util.List;

/// What clients say in the header [#NAME], in base64: what they run in, and what was read.
public record LineageHeader(List<LineageEntity> entities, List<LineageSources> lineages) {
    public static final String NAME = "X-Databricks-Lineage-Identifier";

    public LineageHeader {
        entities = Require.listOrEmpty(entities);
        lineages = Require.listOrEmpty(lineages);
    }
}
