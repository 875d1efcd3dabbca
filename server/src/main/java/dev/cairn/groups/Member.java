package dev.cairn.groups;

import dev.cairn.access.PrincipalKind;
import org.jspecify.annotations.Nullable;

/// Who is in a group by themselves: a person, a program or another group.
///
/// @param name        of the account, or of the group
/// @param displayName as they are called among people; null if nothing is said
public record Member(
        long id, PrincipalKind kind, String name, @Nullable String displayName) {}
