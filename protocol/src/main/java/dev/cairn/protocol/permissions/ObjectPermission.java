package dev.cairn.protocol.permissions;

import dev.cairn.protocol.Require;
import java.util.List;

/// A level that somebody has on a thing.
///
/// @param inherited           whether it is not given on the thing itself
/// @param inheritedFromObject what it comes from: `/roles/3`, or `/` for administrators of the server
public record ObjectPermission(String permissionLevel, boolean inherited, List<String> inheritedFromObject) {
    public ObjectPermission {
        inheritedFromObject = Require.listOrEmpty(inheritedFromObject);
    }
}
