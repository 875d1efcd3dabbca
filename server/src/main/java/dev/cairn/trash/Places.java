package dev.cairn.trash;

import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.db.Transaction;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// Where experiments of all workspaces keep files in the server's store, and runs and logged models that do not keep
/// them with their experiment: one look at the database serves many items. What comes in later is seen when an item's
/// removal begins.
final class Places {
    /// Only imports bring such runs and models. Where there are more, each item is looked at by itself.
    private static final int MOST_STRAYS = 1_000;

    private final Function<String, Optional<ArtifactPath>> place;
    private final NavigableMap<String, Set<Long>> experiments = new TreeMap<>();
    private Optional<NavigableMap<String, Set<Long>>> strays = Optional.empty();
    private boolean areStraysKnown;

    /// @param place where a URI lies in the server's store
    Places(Transaction tx, Function<String, Optional<ArtifactPath>> place) {
        this.place = place;
        add(TrashStore.locations(tx), experiments);
    }

    private void add(List<TrashStore.Place> places, NavigableMap<String, Set<Long>> to) {
        for (TrashStore.Place one : places) {
            place.apply(one.uri())
                    .ifPresent(path -> to.computeIfAbsent(path.value(), first -> new HashSet<>())
                            .add(one.experiment()));
        }
    }

    /// Another experiment that keeps artifacts in a folder.
    Optional<Long> otherExperiment(ArtifactPath folder, long own) {
        return other(experiments, folder, own);
    }

    /// Whether a run or a logged model of another experiment keeps files in an experiment's folder.
    boolean isShared(TrashStore store, Item experiment, ArtifactPath folder) {
        if (!areStraysKnown) {
            List<TrashStore.Place> found = store.strays(MOST_STRAYS + 1);
            if (found.size() <= MOST_STRAYS) {
                NavigableMap<String, Set<Long>> known = new TreeMap<>();
                add(found, known);
                strays = Optional.of(known);
            }
            areStraysKnown = true;
        }
        return strays.map(known -> other(known, folder, experiment.number()).isPresent())
                .orElseGet(() -> store.isSharedByRuns(experiment));
    }

    private static Optional<Long> other(NavigableMap<String, Set<Long>> among, ArtifactPath folder, long own) {
        String behind = folder.value() + (char) ('/' + 1);
        return among.subMap(folder.value(), true, behind, false).entrySet().stream()
                .filter(entry ->
                        entry.getKey().equals(folder.value()) || entry.getKey().startsWith(folder.value() + "/"))
                .flatMap(entry -> entry.getValue().stream())
                .filter(experiment -> experiment != own)
                .findFirst();
    }
}
