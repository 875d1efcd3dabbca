/// The `/invocations` protocol of MLflow's scoring server around a scorer: JSON bytes in, JSON bytes out.
/// `LoadedModel` is
/// the door.
@NullMarked
package dev.cairn.scoring.invocation;

import org.jspecify.annotations.NullMarked;
