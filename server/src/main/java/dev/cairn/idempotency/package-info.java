/// Writes that a client may repeat under a key of its own: each happens once, and is answered alike each time.
@NullMarked
package dev.cairn.idempotency;

import org.jspecify.annotations.NullMarked;
