package dev.cairn.protocol.views;

import org.jspecify.annotations.Nullable;

/// What a screen showed, kept under a name. Times are milliseconds.
///
/// @param screen       the kind of screen, such as `runs`; its own words
/// @param experimentId of the experiment that it is about; null for a view of every experiment
/// @param state        what the screen needs to show the same again, in a form of its own
/// @param owner        who made it, and alone may change it
/// @param shared       whether others see it
public record SavedView(
        String viewId,
        String name,
        String screen,
        @Nullable String experimentId,
        String state,
        String owner,
        boolean shared,
        long createdAt,
        long lastUpdatedAt) {}
