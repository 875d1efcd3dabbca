/// Files as the managed platform's clients know them.
@NullMarked
package dev.cairn.artifacts.managed;

import org.jspecify.annotations.NullMarked;
