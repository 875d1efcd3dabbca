/// Experiments, runs, and what is logged to them.
@NullMarked
package dev.cairn.tracking;

import org.jspecify.annotations.NullMarked;
