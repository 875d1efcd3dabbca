package dev.cairn.protocol.tracking;

import org.jspecify.annotations.Nullable;

/// A run with everything that was logged to it.
public record Run(
        RunInfo info,
        RunData data,
        @Nullable RunInputs inputs,
        @Nullable RunOutputs outputs) {}
