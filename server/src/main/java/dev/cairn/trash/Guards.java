package dev.cairn.trash;

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

    /// Where everything is now.
    Places places(Transaction tx) {
        return new Places(tx, this::place);
    }

    /// Why an item is kept, as half a sentence; empty for one that may go.
    ///
    /// @param going of an experiment, how many of its runs and logged models go before it
    Optional<String> reason(TrashStore store, Places places, Item item, long going) {
        return switch (item.kind()) {
            case TRACE -> Optional.empty();
            case EXPERIMENT -> reasonOfExperiment(store, places, item, going);
            case RUN, LOGGED_MODEL ->
                store.versionOf(item)
                        .map("the registered model %s was made of it"::formatted)
                        .or(() -> folder(item).flatMap(folder -> reasonOfFolder(store, places, item, folder)));
        };
    }

    private Optional<String> reasonOfExperiment(TrashStore store, Places places, Item item, long going) {
        long left = store.left(item.experiment()) - going;
        if (left > 0) {
            return Optional.of("%d of its runs and logged models are kept or not deleted".formatted(left));
        }
        return folder(item)
                .flatMap(folder -> places.isShared(store, item, folder)
                        ? Optional.of("a run or a logged model of another experiment keeps files in its folder")
                        : neighbour(places, item, folder));
    }

    private Optional<String> reasonOfFolder(TrashStore store, Places places, Item item, ArtifactPath folder) {
        if (item.kind() == Kind.RUN) {
            for (Map.Entry<String, String> model : store.modelPlaces(item).entrySet()) {
                if (isWithin(model.getValue(), folder)) {
                    return Optional.of("it holds the files of the logged model " + model.getKey());
                }
            }
        }
        return neighbour(places, item, folder);
    }

    private static Optional<String> neighbour(Places places, Item item, ArtifactPath folder) {
        return places.otherExperiment(folder, item.experiment())
                .map("the experiment %d keeps artifacts in its folder"::formatted);
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
