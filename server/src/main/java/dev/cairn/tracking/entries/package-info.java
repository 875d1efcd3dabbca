/// What clients log, read and checked and cut to size, before a transaction begins.
@NullMarked
package dev.cairn.tracking.entries;

import org.jspecify.annotations.NullMarked;
