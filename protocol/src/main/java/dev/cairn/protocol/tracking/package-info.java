/// Experiments, runs, metrics, inputs and outputs on the wire.
@NullMarked
package dev.cairn.protocol.tracking;

import org.jspecify.annotations.NullMarked;
