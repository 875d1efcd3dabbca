package dev.cairn.artifacts;

import dev.cairn.access.Workspace;
import dev.cairn.http.ApiException;
import java.util.List;
import java.util.Locale;

/// What of the artifact store is a workspace's own: the folder `workspaces/<name>`, and of the default workspace all
/// but `workspaces`.
///
/// @param workspace its name
public record WorkspaceFolder(String workspace) {
    private static final String ALL = "workspaces";

    /// What a client of the workspace means by a path: one below its folder, whether it names that or not.
    ///
    /// @throws ApiException for a path in the folder of another workspace
    public ArtifactPath path(ArtifactPath asked) {
        if (isAnothers(asked)) {
            throw ApiException.invalid(
                    "The artifact path '%s' is not of the workspace '%s', which the request is about: say which is meant by X-MLFLOW-WORKSPACE."
                            .formatted(asked.value(), workspace));
        }
        return isDefault() || isNamed(asked) ? asked : root().child(asked);
    }

    /// The same for a URI of the server's own scheme; one of another scheme stays as it is.
    public String uri(String asked) {
        if (!asked.regionMatches(true, 0, Artifacts.SCHEME, 0, Artifacts.SCHEME.length())) {
            return asked;
        }
        ArtifactPath path = Artifacts.pathOf(asked);
        ArtifactPath own = path(path);
        return own.equals(path) ? asked : Artifacts.SCHEME + authority(asked) + "/" + own.value();
    }

    /// Whether a path names a workspace, and not this one. To some file systems upper and lower case are the same.
    boolean isAnothers(ArtifactPath path) {
        return isNamed(path)
                && !path.value().equals(root().value())
                && !path.value().startsWith(root().value() + "/");
    }

    private ArtifactPath root() {
        return new ArtifactPath(ALL + "/" + workspace);
    }

    private boolean isDefault() {
        return workspace.equals(Workspace.DEFAULT.name());
    }

    private static boolean isNamed(ArtifactPath path) {
        List<String> names = path.segments();
        return !names.isEmpty() && names.getFirst().toLowerCase(Locale.ROOT).equals(ALL);
    }

    /// The `//host` of a URI such as `mlflow-artifacts://host/path`, if it has one.
    private static String authority(String uri) {
        String rest = uri.substring(Artifacts.SCHEME.length());
        int path = rest.indexOf('/', 2);
        return !rest.startsWith("//") ? "" : path < 0 ? rest : rest.substring(0, path);
    }
}
