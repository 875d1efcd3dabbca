/// Registered models, their versions and aliases on the wire.
@NullMarked
package dev.cairn.protocol.registry;

import org.jspecify.annotations.NullMarked;
