package dev.cairn.tracking.experiments;

import dev.cairn.access.Caller;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.tracking.Experiment;
import java.util.List;
import java.util.Optional;

/// Stores experiments as another server had them, and remembers what each became here.
///
/// An id and a name are kept where they are free; a name that is taken gets ` (imported)` behind it. An untouched
/// `Default` makes room.
public final class ExperimentImport {
    private final ArtifactRoot artifactRoot;

    public ExperimentImport(ArtifactRoot artifactRoot) {
        this.artifactRoot = artifactRoot;
    }

    /// What an experiment became when it was imported before.
    ///
    /// @param source what it is read from, the same for each try
    public Optional<Experiment> find(Transaction tx, Caller caller, String source, Experiment experiment) {
        ExperimentStore store = new ExperimentStore(tx, caller);
        return new ImportedExperimentStore(tx, caller)
                .find(source, experiment.experimentId())
                .map(id -> {
                    StoredExperiment here = store.find(id).orElseThrow();
                    requireSame(source, experiment, here);
                    return store.whole(List.of(here)).getFirst();
                });
    }

    /// Another database may have come to the same place.
    private static void requireSame(String source, Experiment there, StoredExperiment here) {
        if (here.creationTime() != there.creationTime()) {
            throw new IllegalArgumentException(
                    "Experiment %s of '%s' was made at another time than the one that was imported from there before as %d: it is another database. Give it another name or folder, and import it again."
                            .formatted(there.experimentId(), source, here.id()));
        }
    }

    /// Adds an experiment that was not imported before.
    ///
    /// @param experiment with an empty artifact location if it shall have one of this server
    public Experiment add(Transaction tx, Caller caller, String source, Experiment experiment) {
        ExperimentStore store = new ExperimentStore(tx, caller);
        long id = insert(store, new ImportedExperimentStore(tx, caller), source, experiment);
        return store.whole(List.of(store.find(id).orElseThrow())).getFirst();
    }

    private long insert(ExperimentStore store, ImportedExperimentStore imported, String source, Experiment experiment) {
        long asked = Experiments.id(experiment.experimentId());
        long id;
        if (imported.isUntouchedDefault(asked)) {
            id = asked;
            imported.overwrite(stored(store, id, freeName(store, id, experiment.name()), experiment));
        } else {
            String name = freeName(store, -1, experiment.name());
            if (imported.isTaken(asked)) {
                id = store.insert(name, experiment.creationTime()).orElseThrow();
                imported.overwrite(stored(store, id, name, experiment));
            } else {
                id = asked;
                store.insert(stored(store, id, name, experiment));
                imported.continueBehindIds();
            }
        }
        experiment.tags().forEach(tag -> store.setTag(id, tag.key(), tag.value()));
        imported.remember(source, experiment.experimentId(), id);
        return id;
    }

    private StoredExperiment stored(ExperimentStore store, long id, String name, Experiment experiment) {
        String location = ArtifactRoot.validated(experiment.artifactLocation());
        return new StoredExperiment(
                id,
                name,
                location == null ? store.newLocation(artifactRoot, id) : location,
                Lifecycle.checked(experiment.lifecycleStage()),
                experiment.lastUpdateTime(),
                experiment.creationTime());
    }

    private static String freeName(ExperimentStore store, long own, String asked) {
        String name = asked;
        for (int i = 1; store.findByName(name).filter(it -> it.id() != own).isPresent(); i++) {
            name = i == 1 ? asked + " (imported)" : "%s (imported %d)".formatted(asked, i);
        }
        return name;
    }
}
