package dev.cairn.client;

import dev.cairn.protocol.registry.ModelVersion;
import java.util.Optional;

/// What a `models:/` URI stands for at the moment.
///
/// @param version     the version of a registered model; none if the URI names a logged one
/// @param modelId     of the logged model behind it, if it is known
/// @param artifactUri the place of its files
public record ResolvedModel(String uri, Optional<ModelVersion> version, Optional<String> modelId, String artifactUri) {}
