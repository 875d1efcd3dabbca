/// Workspaces, the tenants of a server (semantics 25): made, described, and deleted with or without what is in them.
@NullMarked
package dev.cairn.workspaces;

import org.jspecify.annotations.NullMarked;
