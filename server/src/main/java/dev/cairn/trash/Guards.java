package dev.cairn.trash;

import dev.cairn.access.Workspace;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import java.util.Map;
import java.util.Optional;

/// What keeps something in the trash though a purge would take it: something living needs its files.
final class Guards {
    private final Artifacts artifacts;

    Guards(Artifacts artifacts) {
        this.artifacts = artifacts;
    }

    /// Why an item is kept, as half a sentence; empty for one that may go.
    Optional<String> reason(Transaction tx, Workspace workspace, Item item) {
        if (item.kind() == Kind.TRACE) {
            return Optional.empty();
        }
        TrashStore store = new TrashStore(tx, workspace);
        if (item.kind() == Kind.EXPERIMENT) {
            long left = store.left(item.experiment());
            if (left > 0) {
                return Optional.of("%d of its runs and logged models are kept or not deleted".formatted(left));
            }
        } else {
            Optional<String> version = store.versionOf(item);
            if (version.isPresent()) {
                return version.map("the registered model %s was made of it"::formatted);
            }
        }
        Optional<ArtifactPath> folder = folder(item);
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        if (item.kind() == Kind.RUN) {
            for (Map.Entry<String, String> model : store.modelPlaces(item).entrySet()) {
                if (isWithin(model.getValue(), folder.get())) {
                    return Optional.of("it holds the files of the logged model " + model.getKey());
                }
            }
        }
        return item.kind() == Kind.EXPERIMENT && store.isSharedByRuns(item)
                ? Optional.of("a run or a logged model of another experiment keeps files in its folder")
                : neighbour(store, item, folder.get());
    }

    private Optional<String> neighbour(TrashStore store, Item item, ArtifactPath folder) {
        for (Map.Entry<Long, String> other : store.locations(item.experiment()).entrySet()) {
            if (isWithin(other.getValue(), folder)) {
                return Optional.of("the experiment %d keeps artifacts in its folder".formatted(other.getKey()));
            }
        }
        return Optional.empty();
    }

    /// The folder of an item in the server's store that is this item's alone.
    Optional<ArtifactPath> folder(Item item) {
        String own = item.ownFolder();
        return own == null ? Optional.empty() : place(own).filter(path -> !path.isRoot());
    }

    /// Where a URI lies in the server's store; empty for one that lies elsewhere, or leads out of it.
    Optional<ArtifactPath> place(String uri) {
        try {
            return artifacts.resolve(uri);
        } catch (ApiException noPath) {
            return Optional.empty();
        }
    }

    private boolean isWithin(String uri, ArtifactPath folder) {
        return place(uri)
                .map(ArtifactPath::value)
                .filter(path -> path.equals(folder.value()) || path.startsWith(folder.value() + "/"))
                .isPresent();
    }
}
