package dev.cairn.identity;

import org.jspecify.annotations.Nullable;

/// What is said of an account by who keeps it.
///
/// @param username    the application id of a program
/// @param isActive    whether they may sign in
/// @param displayName as they are called among people; null if nothing is said
/// @param externalId  by which a directory knows them
/// @param details     what else a directory says, in JSON
public record Description(
        String username,
        boolean isActive,
        @Nullable String displayName,
        @Nullable String externalId,
        @Nullable String details) {}
