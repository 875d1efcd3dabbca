package dev.cairn.protocol.catalog;

/// `GET unity-catalog/registered-models:is-databricks-sdk-models-artifact-repository-enabled`.
public record IsSdkRepositoryEnabled() {
    public record Response(boolean isDatabricksSdkModelsArtifactRepositoryEnabled) {}
}
