/// Artifact files on the wire.
@NullMarked
package dev.cairn.protocol.artifacts;

import org.jspecify.annotations.NullMarked;
