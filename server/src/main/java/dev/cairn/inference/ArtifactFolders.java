package dev.cairn.inference;

import dev.cairn.access.Caller;
import dev.cairn.artifacts.ArtifactPath;

/// Who knows where in the artifact store runs and models have their files. What the caller may not read, or what is not
/// there, is an `ApiException`, as is what is kept outside this server.
public interface ArtifactFolders {
    /// The folder of a run.
    ArtifactPath ofRun(Caller caller, String runId);

    /// The folder of a logged model.
    ArtifactPath ofLoggedModel(Caller caller, String modelId);

    /// The folder of a version of a model that is registered in the workspace, or in the catalogue by a full name.
    ArtifactPath ofVersion(Caller caller, String model, String version);

    /// The number of the version that an alias of a model means.
    String aliased(Caller caller, String model, String alias);
}
