package dev.cairn.tracking;

import static dev.cairn.access.Resource.LOGGED_MODEL;
import static dev.cairn.access.Resource.RUN;

import dev.cairn.access.Caller;
import dev.cairn.access.Level;
import dev.cairn.access.Permission;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.managed.FileRoot;
import dev.cairn.artifacts.managed.TrackedPlace;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.tracking.models.LoggedModels;

/// The files of runs and logged models, below `/WorkspaceInternal`.
final class TrackedFiles implements FileRoot {
    private final Database database;
    private final Artifacts artifacts;

    TrackedFiles(Database database, Artifacts artifacts) {
        this.database = database;
        this.artifacts = artifacts;
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
        String root = uri(caller.asking(new Permission.Needs(level, place.isModel() ? LOGGED_MODEL : RUN)), place);
        return new Place(TrackedArtifacts.resolved(artifacts, root), ArtifactPath.of(String.join("/", place.inside())));
    }

    private String uri(Caller caller, TrackedPlace place) {
        return database.read(tx -> place.isModel()
                ? LoggedModels.get(tx, caller, place.owner()).artifactUri()
                : new RunStore(tx, caller).get(place.owner()).artifactUri());
    }
}
