/// The events of the stream of changes; Cairn's own.
@NullMarked
package dev.cairn.protocol.live;

import org.jspecify.annotations.NullMarked;
