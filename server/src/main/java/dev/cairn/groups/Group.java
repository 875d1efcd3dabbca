package dev.cairn.groups;

import org.jspecify.annotations.Nullable;

/// A group.
///
/// @param id         of the row, among those of people and programs
/// @param name       unique among groups, whatever the case of its letters
/// @param externalId by which a directory knows it
public record Group(long id, String name, @Nullable String externalId) {}
