package dev.cairn.protocol.lineage;

import org.jspecify.annotations.Nullable;

/// A thing in a graph of lineage; of a hidden one, only its kind is told. Kind, name and id ask
/// for its own graph.
///
/// @param key          by which the edges of the same answer know it
/// @param isHidden     whether it is none of the caller's business; nothing behind it is shown
/// @param name         of a run, a logged model, a data set, or the model of a version
/// @param id           of a version its number, of a data set its digest
/// @param workspace    that it is in; none for what the catalogue has, or is elsewhere
/// @param experimentId that it is in
/// @param status       of a run, a logged model or a version of the catalogue its status,
///                     `DELETED` in the trash; of another version its stage; of a data set the
///                     type of its source
/// @param time         at which it began or was made, in milliseconds since 1970
/// @param source       of a data set, as it was logged
public record LineageNode(
        String key,
        LineageKind kind,
        boolean isHidden,
        @Nullable String name,
        @Nullable String id,
        @Nullable String workspace,
        @Nullable String experimentId,
        @Nullable String status,
        @Nullable Long time,
        @Nullable String source) {}
