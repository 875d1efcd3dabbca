package dev.cairn.lineage;

import dev.cairn.access.Workspace;
import dev.cairn.protocol.lineage.LineageKind;
import dev.cairn.protocol.lineage.LineageNode;
import org.jspecify.annotations.Nullable;

/// A thing in a graph, seen or not.
///
/// @param row        its own number; 0 of what is only told
/// @param workspace  that it is in; null for what is elsewhere
/// @param experiment that it is in; null for none
record Thing(
        LineageKind kind,
        long row,
        @Nullable String name,
        String id,
        @Nullable Workspace workspace,
        @Nullable Long experiment,
        @Nullable String status,
        @Nullable Long time,
        @Nullable String source) {

    /// Something that is only told.
    static Thing told(LineageKind kind, String id) {
        return new Thing(kind, 0, id, id, null, null, null, null, null);
    }

    /// What makes it the same thing: data sets of a name and a digest are one in all experiments
    /// of a workspace.
    Key key() {
        return kind.isTold() || kind == LineageKind.DATASET
                ? new Key(kind, workspace == null ? 0 : workspace.id(), name + "/" + id)
                : new Key(kind, 0, Long.toString(row));
    }

    /// @param text of its kind and workspace its own
    record Key(LineageKind kind, long workspace, String text) {
        String wire() {
            return "%s/%d/%s".formatted(kind, workspace, text);
        }
    }

    LineageNode node() {
        return new LineageNode(
                key().wire(),
                kind,
                false,
                name,
                id,
                workspace == null || workspace.isHidden() ? null : workspace.name(),
                experiment == null ? null : Long.toString(experiment),
                status,
                time,
                source);
    }

    /// Of which nothing is told but its kind.
    LineageNode hidden(String key) {
        return new LineageNode(key, kind, true, null, null, null, null, null, null, null);
    }
}
