package dev.cairn.permissions;

import dev.cairn.access.PrincipalKind;
import dev.cairn.protocol.permissions.ObjectPermission;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Something that somebody is given by a role.
///
/// @param isOwn      whether the role is their own
/// @param type       of what it is given on
/// @param permission as it is stored
record GivenRow(
        PrincipalKind kind,
        long principal,
        String name,
        @Nullable String displayName,
        long role,
        boolean isOwn,
        String type,
        String pattern,
        String permission) {
    /// Whether it is given on a thing itself, to them alone.
    boolean isDirect(ManagedThing thing) {
        return isOwn && type.equals(thing.granted().wireName()) && pattern.equals(thing.pattern());
    }

    /// As it is told of a thing; empty for a denial.
    Optional<ObjectPermission> told(ManagedThing thing) {
        return ManagedLevel.ofStored(permission, thing.type())
                .map(level -> isDirect(thing)
                        ? new ObjectPermission(level.name(), false, List.of())
                        : new ObjectPermission(level.name(), true, List.of(role == 0 ? "/" : "/roles/" + role)));
    }
}
