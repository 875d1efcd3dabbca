package dev.cairn.tracking.experiments;

import dev.cairn.access.Workspace;
import dev.cairn.artifacts.WorkspaceFolder;
import dev.cairn.http.ApiException;
import dev.cairn.tracking.entries.Limits;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where new experiments, runs and models keep their artifacts.
///
/// @param uri the root below which each experiment gets a folder of its own, such as `mlflow-artifacts:/`
public record ArtifactRoot(String uri) {
    /// This server's store, and those that clients reach by themselves.
    private static final Set<String> SCHEMES = Set.of(
            "mlflow-artifacts",
            "s3",
            "gs",
            "r2",
            "b2",
            "wasb",
            "wasbs",
            "abfs",
            "abfss",
            "oss",
            "hdfs",
            "viewfs",
            "dbfs");

    /// The folder of a new experiment.
    ///
    /// @param own the root that the experiment's workspace has for itself; null where it has a folder in this one
    String ofExperiment(Workspace workspace, @Nullable String own, long experimentId) {
        return child(own == null ? ofWorkspace(workspace) : within(workspace.name(), own), Long.toString(experimentId));
    }

    private String ofWorkspace(Workspace workspace) {
        String own = within(workspace.name(), uri);
        return workspace.equals(Workspace.DEFAULT) || !own.equals(uri)
                ? own
                : child(uri, "workspaces/" + workspace.name());
    }

    /// A location as clients of a workspace of some name mean it: in the server's store, each workspace has a folder.
    ///
    /// @throws ApiException for one that lies in the folder of another workspace
    public static String within(String workspace, String location) {
        return new WorkspaceFolder(workspace).uri(location);
    }

    public static String ofRun(String experimentLocation, String runId) {
        return child(experimentLocation, runId + "/artifacts");
    }

    public static String ofModel(String experimentLocation, String modelId) {
        return child(experimentLocation, "models/" + modelId + "/artifacts");
    }

    /// A location that a client chose for an experiment, if it may be one.
    public static @Nullable String validated(@Nullable String location) {
        if (location == null || location.isEmpty()) {
            return null;
        }
        if (location.length() > Limits.ARTIFACT_LOCATION) {
            throw ApiException.invalid(
                    "Invalid artifact path length. The length of the artifact path cannot be greater than %d characters."
                            .formatted(Limits.ARTIFACT_LOCATION));
        }
        if (location.startsWith("runs:")) {
            throw ApiException.invalid("Artifact location cannot be a runs:/ URI. Given: '%s'".formatted(location));
        }
        requireSafe(location);
        return location;
    }

    private static void requireSafe(String location) {
        if (!SCHEMES.contains(scheme(location))) {
            throw ApiException.invalid(
                    "Artifact location '%s' is not one that this server can keep: leave it out, or give mlflow-artifacts:/… or an object store."
                            .formatted(location));
        }
        if (location.contains("..")
                || location.indexOf('#') >= 0
                || location.indexOf('?') >= 0
                || location.contains("%")) {
            throw ApiException.invalid("Invalid artifact location: '%s'".formatted(location));
        }
    }

    private static String scheme(String location) {
        try {
            String scheme = URI.create(location.replace(' ', '_')).getScheme();
            return scheme == null ? "" : scheme.toLowerCase(java.util.Locale.ROOT);
        } catch (IllegalArgumentException malformed) {
            throw ApiException.invalid("Invalid artifact location: '%s'".formatted(location));
        }
    }

    private static String child(String parent, String path) {
        return parent.endsWith("/") ? parent + path : parent + "/" + path;
    }
}
