/// Roles, what they give, and who has them (semantics 26).
@NullMarked
package dev.cairn.protocol.permissions;

import org.jspecify.annotations.NullMarked;
