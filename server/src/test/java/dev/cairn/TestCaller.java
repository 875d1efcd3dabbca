package dev.cairn;

import dev.cairn.access.Caller;
import dev.cairn.access.Permission;
import dev.cairn.access.Rights;
import dev.cairn.access.Workspace;

/// Callers for tests of what is no matter of permissions.
public final class TestCaller {
    private TestCaller() {}

    /// Somebody who is no administrator, and may do everything in a workspace.
    public static Caller of(String user, Workspace workspace) {
        return new Caller(user, false, workspace, Rights.ALL, Permission.signedIn());
    }
}
