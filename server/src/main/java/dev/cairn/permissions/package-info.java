/// What people may do: roles, what they give, and who has them (semantics 26). Rights come from here to the door that
/// asks each request for its sender; features tell what was created, renamed and removed.
@NullMarked
package dev.cairn.permissions;

import org.jspecify.annotations.NullMarked;
