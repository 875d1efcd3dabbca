package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;
import java.util.List;

/// What somebody may do with one thing.
public record EffectivePrivilegeAssignment(String principal, List<EffectivePrivilege> privileges) {
    public EffectivePrivilegeAssignment {
        privileges = Require.listOrEmpty(privileges);
    }
}
