package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;
import java.util.List;

/// What somebody is granted on one thing.
public record PrivilegeAssignment(String principal, List<String> privileges) {
    public PrivilegeAssignment {
        privileges = Require.listOrEmpty(privileges);
    }
}
