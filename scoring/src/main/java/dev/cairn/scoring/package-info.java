/// Model formats and in-JVM scoring: a model folder in, a `Scorer` out, and the frames and tensors that go through it.
/// Knows neither the server nor where folders come from.
@NullMarked
package dev.cairn.scoring;

import org.jspecify.annotations.NullMarked;
