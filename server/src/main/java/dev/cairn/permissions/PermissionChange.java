package dev.cairn.permissions;

import dev.cairn.access.Workspace;
import org.jspecify.annotations.Nullable;

/// That something else is given on a thing.
///
/// @param type of the thing, such as `registered_model`
/// @param id   of the thing, or its name, or `*` for all of the type
/// @param whom a person, program, group or role
/// @param from what was given before, such as `EDIT`; null for nothing
/// @param to   what is given from now on; null for nothing
public record PermissionChange(
        Workspace workspace,
        String type,
        String id,
        String whom,
        @Nullable String from,
        @Nullable String to) {}
