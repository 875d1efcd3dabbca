package dev.cairn.http;

import dev.cairn.access.Level;
import dev.cairn.access.Permission;
import dev.cairn.access.Resource;
import org.jspecify.annotations.Nullable;

/// One line of the route table.
///
/// @param path       absolute; `{name}` takes one segment, a last `{name+}` the rest of the path
/// @param permission what the caller needs, declared here and nowhere else
/// @param audited    when the audit log tells of it
/// @param refusals   in whose words it refuses, null for those of its listener
public record Route(
        Method method,
        String path,
        Permission permission,
        Endpoint endpoint,
        Audited audited,
        HttpServer.@Nullable Refusals refusals) {
    /// One that is told of if it changes something.
    public Route(Method method, String path, Permission permission, Endpoint endpoint) {
        this(method, path, permission, endpoint, Audited.CHANGES, null);
    }

    /// Whether the audit log tells of it, be it that a transaction keeps it or not.
    boolean isTold() {
        return audited == Audited.READS || changesSomething();
    }

    /// Whether it does more than look.
    boolean changesSomething() {
        return method != Method.GET && changesSomething(permission);
    }

    private static boolean changesSomething(Permission needed) {
        return switch (needed) {
            case Permission.Needs(Level level, Resource resource) -> level != Level.READ;
            case Permission.Both(Permission.Needs first, Permission.Needs second) ->
                changesSomething(first) || changesSomething(second);
            case Permission.Open open -> false;
            case Permission.SignedIn signedIn -> true;
            case Permission.Creates creates -> true;
            case Permission.Filtered filtered -> false;
        };
    }
}
