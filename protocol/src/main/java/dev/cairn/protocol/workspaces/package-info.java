/// Workspaces, the tenants of a server (semantics 25).
@NullMarked
package dev.cairn.protocol.workspaces;

import org.jspecify.annotations.NullMarked;
