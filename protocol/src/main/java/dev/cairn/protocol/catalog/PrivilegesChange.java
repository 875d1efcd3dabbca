package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;
import java.util.List;

/// What somebody is granted from now on, and no longer.
public record PrivilegesChange(String principal, List<String> add, List<String> remove) {
    public PrivilegesChange {
        Require.text("principal", principal);
        add = Require.listOrEmpty(add);
        remove = Require.listOrEmpty(remove);
    }
}
