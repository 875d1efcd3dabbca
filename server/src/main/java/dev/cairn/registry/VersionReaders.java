package dev.cairn.registry;

import static dev.cairn.access.Resource.MODEL_VERSION;

import dev.cairn.access.Caller;
import dev.cairn.access.Level;
import dev.cairn.artifacts.ArtifactGuard;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.http.Guard;
import java.util.Optional;

/// Lets who reads a version of a model read its files where they lie: in the folder of the run or the
/// logged model that it was made of, of which they may see nothing else.
final class VersionReaders implements ArtifactGuard {
    private final Database database;
    private final Artifacts artifacts;

    VersionReaders(Database database, Artifacts artifacts) {
        this.database = database;
        this.artifacts = artifacts;
    }

    @Override
    public boolean admits(Caller caller, ArtifactPath path) {
        return caller.asked().needs().stream().allMatch(need -> need.level() == Level.READ)
                && database.read(tx -> new ModelVersionStore(tx, caller).madeOf(path.segments())).stream()
                        .filter(place -> holds(place.location(), path))
                        .anyMatch(place -> Guard.admits(caller, MODEL_VERSION, place.model()));
    }

    private boolean holds(String location, ArtifactPath path) {
        return resolved(location)
                .filter(folder -> !folder.isRoot())
                .filter(folder -> path.equals(folder) || path.value().startsWith(folder.value() + "/"))
                .isPresent();
    }

    private Optional<ArtifactPath> resolved(String location) {
        try {
            return artifacts.resolve(location);
        } catch (ApiException noPath) {
            return Optional.empty();
        }
    }
}
