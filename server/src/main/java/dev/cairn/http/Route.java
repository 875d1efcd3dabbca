package dev.cairn.http;

import dev.cairn.access.Permission;

/// One line of the route table.
///
/// @param path       absolute; `{name}` takes one segment, a last `{name+}` the rest of the path
/// @param permission what the caller needs, declared here and nowhere else
public record Route(Method method, String path, Permission permission, Endpoint endpoint) {}
