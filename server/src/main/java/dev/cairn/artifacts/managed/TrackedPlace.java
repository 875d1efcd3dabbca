package dev.cairn.artifacts.managed;

import java.util.List;
import java.util.Optional;

/// Where the managed platform's clients know the files of runs, logged models and traces: in artifact URIs as
/// `dbfs:/databricks/mlflow-tracking/EXPERIMENT/RUN/artifacts/…`, `…/EXPERIMENT/logged_models/MODEL/artifacts/…` and
/// `…/EXPERIMENT/TRACE/artifacts`, in the Files API as
/// `/WorkspaceInternal/Mlflow/Artifacts/EXPERIMENT/Runs/RUN/artifacts/…`
/// and `…/EXPERIMENT/LoggedModels/MODEL/artifacts/…`.
///
/// @param isModel whether the owner is a logged model, and not a run
/// @param owner   its id, which says alone whose files they are: a run may have moved to another experiment
/// @param inside  the names below the owner's artifacts
public record TrackedPlace(boolean isModel, String owner, List<String> inside) {
    /// The name at the top of the Files API's paths.
    public static final String ROOT = "WorkspaceInternal";

    private static final List<String> FILES = List.of(ROOT, "Mlflow", "Artifacts");
    private static final List<String> URIS = List.of("databricks", "mlflow-tracking");
    private static final String SCHEME = "dbfs:";
    private static final String MODELS = "logged_models";
    private static final String ARTIFACTS = "artifacts";

    /// What the names of the path of a `dbfs:` URI mean.
    public static Optional<TrackedPlace> ofUri(List<String> names) {
        boolean isModel = names.size() > 3 && names.get(3).equals(MODELS);
        return startsWith(names, URIS) ? of(isModel, names, isModel ? 4 : 3) : Optional.empty();
    }

    /// What the names of a path of the Files API mean.
    public static Optional<TrackedPlace> ofFile(List<String> names) {
        if (!startsWith(names, FILES) || names.size() < 6) {
            return Optional.empty();
        }
        return switch (names.get(4)) {
            case "Runs" -> of(false, names, 5);
            case "LoggedModels" -> of(true, names, 5);
            default -> Optional.empty();
        };
    }

    private static Optional<TrackedPlace> of(boolean isModel, List<String> names, int owner) {
        int behind = owner + 2;
        return names.size() >= behind && names.get(owner + 1).equals(ARTIFACTS)
                ? Optional.of(new TrackedPlace(isModel, names.get(owner), names.subList(behind, names.size())))
                : Optional.empty();
    }

    private static boolean startsWith(List<String> names, List<String> first) {
        return names.size() > first.size() && names.subList(0, first.size()).equals(first);
    }

    static String uriOfExperiment(String experiment) {
        return SCHEME + "/" + String.join("/", URIS) + "/" + experiment;
    }

    /// @param id of a run or a trace
    static String uri(String experiment, String id) {
        return String.join("/", uriOfExperiment(experiment), id, ARTIFACTS);
    }

    static String uriOfModel(String experiment, String id) {
        return String.join("/", uriOfExperiment(experiment), MODELS, id, ARTIFACTS);
    }

    /// The same place below the artifacts of its owner.
    public String below(String artifactUri) {
        return inside.isEmpty() ? artifactUri : artifactUri + "/" + String.join("/", inside);
    }
}
