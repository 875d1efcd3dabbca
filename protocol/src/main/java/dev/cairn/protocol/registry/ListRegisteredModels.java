package dev.cairn.protocol.registry;

import org.jspecify.annotations.Nullable;

/// `GET registered-models/list`: all registered models that the caller sees, by name, as SDKs of the
/// managed platform ask for them. It is answered as a search.
public record ListRegisteredModels(
        @Nullable Long maxResults, @Nullable String pageToken) {}
