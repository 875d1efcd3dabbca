package dev.cairn.protocol.permissions;

import dev.cairn.protocol.Require;

/// `GET roles/get`.
public record GetRole(Long roleId) {
    public GetRole {
        Require.present("role_id", roleId);
    }

    public record Response(Role role) {}
}
