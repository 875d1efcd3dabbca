package dev.cairn.registry;

import java.util.List;
import java.util.Optional;

/// Where the managed platform's clients know the files of runs and logged models:
/// `dbfs:/databricks/mlflow-tracking/EXPERIMENT/RUN/artifacts/…` and `…/EXPERIMENT/logged_models/MODEL/artifacts/…`.
///
/// @param isModel whether the owner is a logged model, and not a run
/// @param owner   its id
/// @param inside  the names below the owner's artifacts
record TrackingPlace(boolean isModel, String owner, List<String> inside) {
    private static final List<String> ROOT = List.of("databricks", "mlflow-tracking");
    private static final String MODELS = "logged_models";
    private static final String ARTIFACTS = "artifacts";

    static Optional<TrackingPlace> of(SourceUri uri) {
        List<String> names = uri.names();
        if (!uri.scheme().equals("dbfs") || !uri.authority().isEmpty() || !uri.isPlainPath()) {
            return Optional.empty();
        }
        boolean isModel = names.size() > 3 && names.get(3).equals(MODELS);
        int owner = isModel ? 4 : 3;
        int behind = owner + 2;
        if (names.size() < behind
                || !names.subList(0, ROOT.size()).equals(ROOT)
                || !names.get(owner + 1).equals(ARTIFACTS)) {
            return Optional.empty();
        }
        return Optional.of(new TrackingPlace(isModel, names.get(owner), names.subList(behind, names.size())));
    }

    /// The same place below the artifacts of its owner.
    String below(String artifactUri) {
        return inside.isEmpty() ? artifactUri : artifactUri + "/" + String.join("/", inside);
    }
}
