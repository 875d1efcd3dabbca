package dev.cairn.catalog;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/// What somebody, or a group of theirs, is granted on a thing and on what it lies in.
///
/// @param isAll  whether they may do everything, as administrators do
/// @param onKind what on which
record Held(boolean isAll, Map<Securable, Set<Privilege>> onKind) {
    static final Held ALL = new Held(true, Map.of());

    boolean has(Privilege privilege) {
        return isAll
                || Arrays.stream(Securable.values())
                        .filter(privilege::isOn)
                        .anyMatch(kind -> includes(onKind.getOrDefault(kind, Set.of()), privilege));
    }

    boolean hasAny(Privilege... privileges) {
        return Arrays.stream(privileges).anyMatch(this::has);
    }

    private static boolean includes(Set<Privilege> granted, Privilege privilege) {
        return granted.contains(privilege)
                || granted.contains(Privilege.OWNER)
                || (privilege != Privilege.OWNER && granted.contains(Privilege.MANAGE))
                || (privilege.compareTo(Privilege.ALL_PRIVILEGES) > 0 && granted.contains(Privilege.ALL_PRIVILEGES));
    }

    /// Whether they may work with what lies in a thing of a kind.
    boolean uses(Securable kind) {
        return (!kind.isWithin(Securable.CATALOG) || has(Privilege.USE_CATALOG))
                && (!kind.isWithin(Securable.SCHEMA) || has(Privilege.USE_SCHEMA));
    }

    /// Whether they know that the thing is there; the same as [SeenQuery] asks of many.
    boolean sees(Securable kind) {
        return kind == Securable.METASTORE
                || has(Privilege.BROWSE)
                || (uses(kind)
                        && (kind != Securable.MODEL
                                || hasAny(Privilege.EXECUTE, Privilege.CREATE_MODEL_VERSION, Privilege.APPLY_TAG)));
    }
}
