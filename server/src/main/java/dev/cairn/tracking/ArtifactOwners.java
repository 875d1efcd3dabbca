package dev.cairn.tracking;

import static dev.cairn.access.Resource.EXPERIMENT;
import static dev.cairn.access.Resource.LOGGED_MODEL;
import static dev.cairn.access.Resource.RUN;
import static dev.cairn.access.Resource.TRACE;

import dev.cairn.access.Caller;
import dev.cairn.access.Resource;
import dev.cairn.access.Workspace;
import dev.cairn.artifacts.ArtifactGuard;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.Guard;
import java.util.List;
import java.util.Optional;

/// Finds whose a path of the artifact store is: that of the run or the logged model in whose folder it lies, wherever
/// that was moved, or else that of the experiment. What is nobody's is for administrators.
final class ArtifactOwners implements ArtifactGuard {
    /// A folder of an experiment shows what all of these keep there.
    private static final List<Resource> MEMBERS = List.of(EXPERIMENT, RUN, LOGGED_MODEL, TRACE);

    private final Database database;
    private final Artifacts artifacts;

    ArtifactOwners(Database database, Artifacts artifacts) {
        this.database = database;
        this.artifacts = artifacts;
    }

    @Override
    public boolean admits(Caller caller, ArtifactPath path) {
        return caller.isAdmin()
                || database.read(tx -> owner(tx, path))
                        .filter(owner ->
                                owner.place().workspace() == caller.workspace().id())
                        .filter(owner -> owner.kinds().stream()
                                .allMatch(kind ->
                                        Guard.admits(caller, kind, owner.place().experiment())))
                        .isPresent();
    }

    @Override
    public boolean isOf(Workspace workspace, ArtifactPath path) {
        return database.read(tx -> owner(tx, path))
                .filter(owner -> owner.place().workspace() == workspace.id())
                .isPresent();
    }

    private Optional<Owner> owner(Transaction tx, ArtifactPath path) {
        ArtifactOwnerStore store = new ArtifactOwnerStore(tx);
        return store.runs(path.segments()).stream()
                .filter(run -> holds(run, path))
                .findFirst()
                .map(run -> new Owner(run, List.of(RUN)))
                .or(() -> store.models(path.segments()).stream()
                        .filter(model -> holds(model, path))
                        .findFirst()
                        .map(model -> new Owner(model, List.of(LOGGED_MODEL))))
                .or(() -> store.experiments(artifacts.uris(path)).map(place -> new Owner(place, kinds(place, path))));
    }

    /// Whether a path lies in the folder above something's `artifacts`.
    private boolean holds(ArtifactOwnerStore.Place place, ArtifactPath path) {
        return artifacts
                .resolve(place.uri())
                .map(folder -> folder.value().replaceFirst("/artifacts$", ""))
                .filter(folder -> path.value().equals(folder) || path.value().startsWith(folder + "/"))
                .isPresent();
    }

    private List<Resource> kinds(ArtifactOwnerStore.Place place, ArtifactPath path) {
        int above = artifacts
                .resolve(place.uri())
                .map(folder -> folder.segments().size())
                .orElse(0);
        List<String> below = path.segments().subList(above, path.segments().size());
        return below.size() > 1 && below.getFirst().equals("traces") ? List.of(TRACE) : MEMBERS;
    }

    /// @param kinds what the caller needs their permission on
    private record Owner(ArtifactOwnerStore.Place place, List<Resource> kinds) {}
}
