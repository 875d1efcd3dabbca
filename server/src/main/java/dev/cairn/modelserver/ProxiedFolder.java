package dev.cairn.modelserver;

import java.util.Optional;

/// A folder of the artifact store that a tracking server keeps, by its `mlflow-artifacts:` URI.
final class ProxiedFolder {
    /// The folder that all of them are in.
    static final String ROUTE = "/api/2.0/mlflow-artifacts/artifacts";

    private static final String SCHEME = "mlflow-artifacts:";

    private ProxiedFolder() {}

    /// Its path below [#ROUTE]; empty for files that lie elsewhere.
    static Optional<String> of(String artifactUri) {
        return artifactUri.startsWith(SCHEME)
                ? Optional.of(artifactUri
                        .substring(SCHEME.length())
                        .replaceFirst("^//[^/]*", "")
                        .replaceFirst("^/+", ""))
                : Optional.empty();
    }
}
