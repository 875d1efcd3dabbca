/// The protocols by which models are asked over HTTP, around a scorer: `/invocations` of MLflow's scoring
/// server, and the Open Inference Protocol. `LoadedModel` and `InferenceProtocol` are the doors.
@NullMarked
package dev.cairn.scoring.invocation;

import org.jspecify.annotations.NullMarked;
