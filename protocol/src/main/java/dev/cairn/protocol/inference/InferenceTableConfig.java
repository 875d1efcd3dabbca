package dev.cairn.protocol.inference;

import org.jspecify.annotations.Nullable;

/// Whether an endpoint keeps what it is asked and answers, in the managed platform's words.
///
/// @param catalogName     with the next two, how the table is called: `catalog.schema.prefix_payload`
/// @param enabled         whether it does from now on
public record InferenceTableConfig(
        @Nullable String catalogName,
        @Nullable String schemaName,
        @Nullable String tableNamePrefix,
        @Nullable Boolean enabled) {}
