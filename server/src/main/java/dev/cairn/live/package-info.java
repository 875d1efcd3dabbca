/// The stream of changes: what features tell of experiments, runs and registered models reaches every client that
/// watches them, on whichever server (docs/adr/0006).
@NullMarked
package dev.cairn.live;

import org.jspecify.annotations.NullMarked;
