package dev.cairn.trash;

import dev.cairn.protocol.trash.TrashItem;
import org.jspecify.annotations.Nullable;

/// A deleted experiment, run, logged model or trace.
///
/// @param number   its row
/// @param id       on the wire
/// @param isMoved  whether it was moved to this experiment from the one in which the server made its folder
/// @param location where its experiment keeps artifacts
record Item(
        Kind kind,
        long number,
        String id,
        String name,
        long experiment,
        String experimentName,
        long deletedTime,
        String artifactUri,
        String location,
        boolean isMoved) {
    /// When something was deleted of which nobody knows that: a run that comes from elsewhere. It is never old.
    static final long SOME_TIME = Long.MAX_VALUE - 1;

    /// The folder that is this item's alone: the one that the server chose for it. Files that lie elsewhere were put
    /// there by somebody who may share them, and stay.
    ///
    /// @return null where there is none
    @Nullable
    String ownFolder() {
        if (isMoved && artifactUri.endsWith("/" + id + "/artifacts")) {
            return artifactUri.substring(0, artifactUri.length() - "/artifacts".length());
        }
        String base = location.endsWith("/") ? location.substring(0, location.length() - 1) : location;
        String own = switch (kind) {
            case RUN -> base + "/" + id;
            case LOGGED_MODEL -> base + "/models/" + id;
            case TRACE -> base + "/traces/" + id;
            case EXPERIMENT -> base;
        };
        boolean isOwn = switch (kind) {
            case RUN, LOGGED_MODEL, TRACE -> artifactUri.equals(own + "/artifacts");
            case EXPERIMENT -> base.endsWith("/" + id);
        };
        return isOwn ? own : null;
    }

    TrashItem shown(@Nullable String keptBecause) {
        return new TrashItem(
                kind.wireName(),
                id,
                name,
                Long.toString(experiment),
                experimentName,
                deletedTime == SOME_TIME ? 0 : deletedTime,
                artifactUri,
                keptBecause);
    }
}
