package dev.cairn.tracking;

import static dev.cairn.access.Resource.LOGGED_MODEL;
import static dev.cairn.access.Resource.RUN;

import dev.cairn.access.Caller;
import dev.cairn.access.Level;
import dev.cairn.access.Permission;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.managed.FileRoot;
import dev.cairn.artifacts.managed.TrackedPlace;
import dev.cairn.http.ApiException;

/// The files of runs and logged models, below `/WorkspaceInternal`.
final class TrackedFiles implements FileRoot {
    private final TrackedArtifacts artifacts;

    TrackedFiles(TrackedArtifacts artifacts) {
        this.artifacts = artifacts;
    }

    @Override
    public String name() {
        return TrackedPlace.ROOT;
    }

    @Override
    public boolean isOfWorkspace() {
        return true;
    }

    @Override
    public Place place(Caller caller, ArtifactPath path, Level level) {
        TrackedPlace place = TrackedPlace.ofFile(path.segments())
                .orElseThrow(() -> ApiException.missing(
                        "There is no path '/%s': this server has the artifacts of runs and logged models."
                                .formatted(path.value())));
        Caller asking = caller.asking(new Permission.Needs(level, place.isModel() ? LOGGED_MODEL : RUN));
        ArtifactPath folder = place.isModel()
                ? artifacts.folderOfModel(asking, place.owner())
                : artifacts.folderOfRun(asking, place.owner());
        return new Place(folder, ArtifactPath.of(String.join("/", place.inside())));
    }
}
