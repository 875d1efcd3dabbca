package dev.cairn.protocol.catalog;

import org.jspecify.annotations.Nullable;

/// What a version needs when it is asked, in the words of MLflow's registry.
///
/// @param type such as `DATABRICKS_TABLE`
public record GovernedDependency(
        @Nullable String type, @Nullable String name) {}
