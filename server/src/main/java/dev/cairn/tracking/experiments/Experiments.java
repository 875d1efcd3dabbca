package dev.cairn.tracking.experiments;

import static dev.cairn.access.Resource.EXPERIMENT;

import dev.cairn.access.Act;
import dev.cairn.access.Caller;
import dev.cairn.access.Reach;
import dev.cairn.access.Resource;
import dev.cairn.access.Workspace;
import dev.cairn.db.Database;
import dev.cairn.db.DatabaseException;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.http.Guard;
import dev.cairn.permissions.Permissions;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.tracking.CreateExperiment;
import dev.cairn.protocol.tracking.DeleteExperiment;
import dev.cairn.protocol.tracking.DeleteExperimentTag;
import dev.cairn.protocol.tracking.Experiment;
import dev.cairn.protocol.tracking.GetExperiment;
import dev.cairn.protocol.tracking.GetExperimentByName;
import dev.cairn.protocol.tracking.RestoreExperiment;
import dev.cairn.protocol.tracking.SetExperimentTag;
import dev.cairn.protocol.tracking.UpdateExperiment;
import dev.cairn.text.Keys;
import dev.cairn.text.Lengths;
import dev.cairn.tracking.entries.Limits;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Experiments and the rules that guard them (semantics, section 6).
public final class Experiments {
    private static final long DEFAULT_ID = 0;

    private final Database database;
    private final ArtifactRoot artifactRoot;
    private final Predicate<String> inOwnStore;
    private final ExperimentChanges changes;
    private final InstantSource clock;

    /// @param inOwnStore whether an artifact URI leads into the server's own store
    public Experiments(
            Database database,
            ArtifactRoot artifactRoot,
            Predicate<String> inOwnStore,
            ExperimentChanges changes,
            InstantSource clock) {
        this.database = database;
        this.inOwnStore = inOwnStore;
        this.artifactRoot = artifactRoot;
        this.changes = changes;
        this.clock = clock;
    }

    /// Adds the experiment `Default` with id 0 to a database that has none.
    public void createDefault() {
        database.write(tx -> {
            ExperimentStore store = new ExperimentStore(tx, Caller.itself(Workspace.DEFAULT));
            if (store.isEmpty()) {
                long now = clock.millis();
                store.insert(new StoredExperiment(
                        DEFAULT_ID,
                        "Default",
                        store.newLocation(artifactRoot, DEFAULT_ID),
                        Lifecycle.ACTIVE,
                        now,
                        now));
            }
            return Empty.EMPTY;
        });
    }

    public CreateExperiment.Response create(Caller caller, CreateExperiment request) {
        Lengths.check("name", Limits.EXPERIMENT_NAME, request.name());
        String location = chosen(caller, request.artifactLocation());
        request.tags().forEach(tag -> checkTag(tag.key(), tag.value()));
        return database.write(tx -> {
            ExperimentStore store = new ExperimentStore(tx, caller);
            long id = store.insert(request.name(), clock.millis())
                    .orElseThrow(() -> ApiException.alreadyExists(
                            "Experiment(name=%s) already exists.".formatted(request.name())));
            store.setArtifactLocation(id, location == null ? store.newLocation(artifactRoot, id) : location);
            request.tags().forEach(tag -> store.setTag(id, tag.key(), tag.value()));
            Permissions.own(tx, caller, EXPERIMENT, Long.toString(id));
            Act.isAbout("experiment_id", Long.toString(id));
            changes.experiment(tx, caller.workspace(), store.find(id).orElseThrow());
            return new CreateExperiment.Response(Long.toString(id));
        });
    }

    /// Where a client wants an experiment to keep its artifacts; null where it leaves that to the server.
    private @Nullable String chosen(Caller caller, @Nullable String asked) {
        String location = ArtifactRoot.validated(asked);
        requireOwnPlace(caller, location);
        return location == null ? null : ArtifactRoot.within(caller.workspace().name(), location);
    }

    /// Whose a folder of the store is follows from where experiments keep their artifacts, so that nobody may say that
    /// the folder of another is theirs.
    private void requireOwnPlace(Caller caller, @Nullable String location) {
        if (location != null && !caller.isAdmin() && inOwnStore.test(location)) {
            throw ApiException.denied(
                    "Only administrators choose a folder of the server's own store: leave artifact_location out.");
        }
    }

    public GetExperiment.Response get(Caller caller, GetExperiment request) {
        return database.read(
                tx -> new GetExperiment.Response(withTags(tx, caller, get(tx, caller, request.experimentId()))));
    }

    public GetExperimentByName.Response getByName(Caller caller, GetExperimentByName request) {
        return database.read(tx -> new GetExperimentByName.Response(withTags(
                tx,
                caller,
                new ExperimentStore(tx, caller)
                        .findByName(request.experimentName())
                        .orElseThrow(() -> ApiException.missing(
                                "Could not find experiment with name '%s'".formatted(request.experimentName()))))));
    }

    public Empty delete(Caller caller, DeleteExperiment request) {
        return database.write(tx -> {
            StoredExperiment experiment = get(tx, caller, request.experimentId());
            if (!experiment.lifecycleStage().equals(Lifecycle.ACTIVE)) {
                throw missing(experiment.id());
            }
            ExperimentStore store = new ExperimentStore(tx, caller);
            long now = clock.millis();
            if (!store.setLifecycleStage(experiment.id(), Lifecycle.DELETED, now)) {
                throw missing(experiment.id());
            }
            store.deleteActiveRuns(experiment.id(), now);
            changes.experiment(tx, caller.workspace(), experiment.in(Lifecycle.DELETED, now));
            return Empty.EMPTY;
        });
    }

    public Empty restore(Caller caller, RestoreExperiment request) {
        return database.write(tx -> {
            StoredExperiment experiment = get(tx, caller, request.experimentId());
            if (!experiment.lifecycleStage().equals(Lifecycle.DELETED)) {
                throw missing(experiment.id());
            }
            ExperimentStore store = new ExperimentStore(tx, caller);
            long now = clock.millis();
            if (!store.setLifecycleStage(experiment.id(), Lifecycle.ACTIVE, now)) {
                throw missing(experiment.id());
            }
            store.restoreRuns(experiment.id());
            changes.experiment(tx, caller.workspace(), experiment.in(Lifecycle.ACTIVE, now));
            return Empty.EMPTY;
        });
    }

    public Empty update(Caller caller, UpdateExperiment request) {
        Lengths.check("name", Limits.EXPERIMENT_NAME, request.newName());
        return database.write(tx -> {
            StoredExperiment experiment = get(tx, caller, request.experimentId());
            if (!experiment.lifecycleStage().equals(Lifecycle.ACTIVE)) {
                throw ApiException.invalidState("Cannot rename a non-active experiment.");
            }
            ExperimentStore store = new ExperimentStore(tx, caller);
            long now = clock.millis();
            rename(store, experiment.id(), request.newName(), now);
            changes.experiment(tx, caller.workspace(), experiment.named(request.newName(), now));
            return Empty.EMPTY;
        });
    }

    private static void rename(ExperimentStore store, long id, String name, long now) {
        try {
            store.rename(id, name, now);
        } catch (DatabaseException refused) {
            throw refused.isConstraint()
                    ? ApiException.badRequest(
                            "Cannot rename the experiment to '%s': the name is taken.".formatted(name))
                    : refused;
        }
    }

    public Empty setTag(Caller caller, SetExperimentTag request) {
        String value = request.value() == null ? "" : request.value();
        checkTag(request.key(), value);
        return database.write(tx -> {
            StoredExperiment experiment = get(tx, caller, request.experimentId());
            experiment.requireActive();
            new ExperimentStore(tx, caller).setTag(experiment.id(), request.key(), value);
            changes.tag(tx, experiment.id(), request.key(), value);
            return Empty.EMPTY;
        });
    }

    public Empty deleteTag(Caller caller, DeleteExperimentTag request) {
        return database.write(tx -> {
            StoredExperiment experiment = get(tx, caller, request.experimentId());
            experiment.requireActive();
            if (!new ExperimentStore(tx, caller).deleteTag(experiment.id(), request.key())) {
                throw ApiException.missing("No tag with name: %s in experiment with id %s"
                        .formatted(request.key(), request.experimentId()));
            }
            changes.tagDeleted(tx, experiment.id(), request.key());
            return Empty.EMPTY;
        });
    }

    /// An experiment that must be there, in the trash or not.
    public static StoredExperiment get(Transaction tx, Caller caller, @Nullable String wireId) {
        long id = id(wireId);
        return new ExperimentStore(tx, caller).find(id).orElseThrow(() -> missing(id));
    }

    /// An experiment to which something may be added; it stays active until the transaction ends.
    public static StoredExperiment active(Transaction tx, Caller caller, @Nullable String wireId) {
        long id = id(wireId);
        StoredExperiment experiment = new ExperimentStore(tx, caller).held(id).orElseThrow(() -> missing(id));
        experiment.requireActive();
        return experiment;
    }

    /// An experiment that may be there, in the trash or not.
    public static Optional<StoredExperiment> find(Transaction tx, Caller caller, String wireId) {
        return number(wireId).flatMap(new ExperimentStore(tx, caller)::find);
    }

    /// Those of some experiments that are the workspace's own and in which the caller reads things of a kind.
    public static List<Long> own(Transaction tx, Caller caller, Resource kind, List<Long> experiments) {
        Reach reach = Guard.reach(caller, kind);
        return new ExperimentStore(tx, caller)
                .own(experiments.stream()
                        .filter(id -> reach.includes(Long.toString(id)))
                        .toList());
    }

    /// Experiments of all stages by id, from behind one.
    public static List<Experiment> page(Transaction tx, Caller caller, long after, int limit) {
        ExperimentStore store = new ExperimentStore(tx, caller);
        return store.whole(store.page(after, limit));
    }

    /// The number of an experiment id on the wire; an empty one means the default experiment.
    public static long id(@Nullable String wireId) {
        if (wireId == null || wireId.isEmpty()) {
            return DEFAULT_ID;
        }
        return number(wireId)
                .orElseThrow(() -> ApiException.invalid(
                        "Invalid experiment ID '%s'. Experiment ID must be a valid integer.".formatted(wireId)));
    }

    /// The number that a text may be.
    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static Experiment withTags(Transaction tx, Caller caller, StoredExperiment experiment) {
        return new ExperimentStore(tx, caller).whole(List.of(experiment)).getFirst();
    }

    private static void checkTag(String key, String value) {
        Keys.check("key", key);
        Lengths.check("key", Limits.KEY, key);
        Lengths.check("value", Limits.EXPERIMENT_TAG_VALUE, value);
    }

    private static ApiException missing(long id) {
        return ApiException.missing("No Experiment with id=%d exists".formatted(id));
    }
}
