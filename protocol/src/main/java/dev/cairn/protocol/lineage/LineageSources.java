package dev.cairn.protocol.lineage;

import dev.cairn.protocol.Require;
import java.util.List;

/// What the run of a version read.
public record LineageSources(List<LineageSecurable> sourceSecurables) {
    public LineageSources {
        sourceSecurables = Require.listOrEmpty(sourceSecurables);
    }
}
