package dev.cairn.http;

import dev.cairn.access.Caller;
import dev.cairn.access.Permission;

/// Tells who sent a request, before anything of it is done. Safe for use by any number of threads.
@FunctionalInterface
public interface Doorkeeper {
    /// The sender, who may do what the permission is about as far as the route alone can tell.
    ///
    /// @throws ApiException `UNAUTHENTICATED` if they do not show who they are, `PERMISSION_DENIED` if they may not
    Caller admit(Exchange exchange, Permission permission);

    /// Lets everybody in, as one and the same.
    static Doorkeeper everybodyIs(Caller caller) {
        return (exchange, permission) -> caller.asking(permission);
    }
}
