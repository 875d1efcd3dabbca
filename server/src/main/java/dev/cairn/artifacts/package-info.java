/// Artifact stores, and the proxy through which clients reach them. Every path is resolved inside its root, here.
@NullMarked
package dev.cairn.artifacts;

import org.jspecify.annotations.NullMarked;
