/// The keys that data are encrypted with, without what makes them keys.
@NullMarked
package dev.cairn.protocol.keys;

import org.jspecify.annotations.NullMarked;
