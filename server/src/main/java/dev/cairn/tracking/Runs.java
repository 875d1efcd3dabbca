package dev.cairn.tracking;

import dev.cairn.access.Act;
import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.runs.DeleteRuns;
import dev.cairn.protocol.tracking.CreateRun;
import dev.cairn.protocol.tracking.DeleteRun;
import dev.cairn.protocol.tracking.GetRun;
import dev.cairn.protocol.tracking.Heartbeat;
import dev.cairn.protocol.tracking.RestoreRun;
import dev.cairn.protocol.tracking.Run;
import dev.cairn.protocol.tracking.RunData;
import dev.cairn.protocol.tracking.RunInputs;
import dev.cairn.protocol.tracking.RunStatus;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.protocol.tracking.UpdateRun;
import dev.cairn.text.ChosenIds;
import dev.cairn.text.RandomNames;
import dev.cairn.tracking.entries.CheckedTags;
import dev.cairn.tracking.experiments.ArtifactRoot;
import dev.cairn.tracking.experiments.Experiments;
import dev.cairn.tracking.experiments.Lifecycle;
import dev.cairn.tracking.experiments.StoredExperiment;
import dev.cairn.tracking.names.KeyNames;
import dev.cairn.tracking.names.Names;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Runs: their life from start to trash (semantics, section 7).
final class Runs {
    static final String NAME_TAG = "mlflow.runName";

    /// The tag that makes a run the child of another.
    static final String PARENT_TAG = "mlflow.parentRunId";

    private final Database database;
    private final Names names;
    private final RunReader reader;
    private final RunChanges changes;
    private final InstantSource clock;
    private final List<BiConsumer<Transaction, String>> deletions = new CopyOnWriteArrayList<>();

    Runs(Database database, Names names, RunReader reader, RunChanges changes, InstantSource clock) {
        this.database = database;
        this.names = names;
        this.reader = reader;
        this.changes = changes;
        this.clock = clock;
    }

    CreateRun.Response create(Caller caller, CreateRun request) {
        Map<String, String> tags = CheckedTags.tags("tags", request.tags());
        String name = nameOf(request, tags.get(NAME_TAG));
        tags.put(NAME_TAG, name);
        String runId = ChosenIds.of("run_id", "", request.runId());
        return database.write(tx -> {
            StoredExperiment experiment = Experiments.active(tx, caller, request.experimentId());
            StoredRun run = new StoredRun(
                    0,
                    runId,
                    experiment.id(),
                    name,
                    Objects.requireNonNullElse(request.userId(), ""),
                    RunStatus.RUNNING,
                    Objects.requireNonNullElse(request.startTime(), 0L),
                    null,
                    Lifecycle.ACTIVE,
                    ArtifactRoot.ofRun(experiment.artifactLocation(), runId),
                    clock.millis());
            ToLongFunction<String> ids = names.idsOf(tx, tags.keySet().stream());
            RunStore store = new RunStore(tx, caller);
            long id = store.insert(run);
            Act.isAbout("run_id", runId);
            SortedMap<RunKey, String> rows = new TreeMap<>();
            List<Tag> stored = new ArrayList<>();
            tags.forEach((key, value) -> {
                rows.put(new RunKey(id, ids.applyAsLong(key)), value);
                stored.add(new Tag(key, value));
            });
            names.keys()
                    .note(
                            tx,
                            rows.keySet().stream()
                                    .map(row -> new KeyNames.Key(experiment.id(), KeyNames.TAGS, row.name())));
            new TagStore(tx).setTags(rows);
            if (tags.containsKey(PARENT_TAG)) {
                store.setParent(id, tags.get(PARENT_TAG));
            }
            changes.run(tx, run, tags);
            return new CreateRun.Response(new Run(
                    run.info(), new RunData(List.of(), List.of(), stored), new RunInputs(List.of(), List.of()), null));
        });
    }

    GetRun.Response get(Caller caller, GetRun request) {
        return database.read(
                tx -> new GetRun.Response(reader.whole(tx, new RunStore(tx, caller).get(request.runId()))));
    }

    UpdateRun.Response update(Caller caller, UpdateRun request) {
        return database.write(tx -> {
            RunStore store = new RunStore(tx, caller);
            long nameTag = names.idOf(tx, NAME_TAG);
            StoredRun run = changes.activity().noted(tx, store.active(request.runId()));
            String asked = Objects.requireNonNullElse(request.runName(), "");
            String name = asked.isEmpty() ? run.name() : asked;
            RunStatus status = request.status() == null ? run.status() : request.status();
            Long endTime = request.endTime() == null ? run.endTime() : request.endTime();
            store.update(run.id(), status, endTime, name);
            if (!asked.isEmpty()) {
                new TagStore(tx).setTag(new RunKey(run.id(), nameTag), name);
            }
            StoredRun updated = run.with(status, endTime, name);
            changes.run(tx, updated, asked.isEmpty() ? Map.of() : Map.of(NAME_TAG, name));
            return new UpdateRun.Response(updated.info());
        });
    }

    /// Notes that a run lives; nothing is written as long as what is known of it is young enough.
    Heartbeat.Response heartbeat(Caller caller, Heartbeat request) {
        StoredRun known = database.read(tx -> new RunStore(tx, caller).get(request.runId()));
        known.requireActive();
        if (!changes.activity().isDue(known.lastActivity())) {
            return new Heartbeat.Response(known.status());
        }
        return database.write(tx -> {
            RunStore store = new RunStore(tx, caller);
            return new Heartbeat.Response(
                    changes.activity().noted(tx, store.active(request.runId())).status());
        });
    }

    /// What else happens in the transaction that deletes a run, given its id.
    void whenDeleted(BiConsumer<Transaction, String> also) {
        deletions.add(also);
    }

    Empty delete(Caller caller, DeleteRun request) {
        return delete(caller, List.of(request.runId()));
    }

    Empty deleteAll(Caller caller, DeleteRuns request) {
        return delete(caller, RunBatch.of(request.runIds()));
    }

    private Empty delete(Caller caller, List<String> runIds) {
        return database.write(tx -> {
            RunStore store = new RunStore(tx, caller);
            for (String runId : runIds) {
                StoredRun run = store.get(runId);
                store.setLifecycleStage(run, Lifecycle.DELETED, clock.millis());
                deletions.forEach(also -> also.accept(tx, runId));
                changes.run(tx, run.in(Lifecycle.DELETED));
            }
            return Empty.EMPTY;
        });
    }

    Empty restore(Caller caller, RestoreRun request) {
        return database.write(tx -> {
            RunStore store = new RunStore(tx, caller);
            StoredRun run = store.get(request.runId());
            store.setLifecycleStage(run, Lifecycle.ACTIVE, null);
            changes.run(tx, run.in(Lifecycle.ACTIVE));
            return Empty.EMPTY;
        });
    }

    private static String nameOf(CreateRun request, @Nullable String tag) {
        String name = request.runName() == null ? "" : request.runName();
        String tagged = tag == null ? "" : tag;
        if (!name.isEmpty() && !tagged.isEmpty() && !name.equals(tagged)) {
            throw ApiException.invalid(
                    "Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values (run_name='%s', mlflow.runName='%s')."
                            .formatted(name, tagged));
        }
        if (!name.isEmpty()) {
            return name;
        }
        return tagged.isEmpty() ? RandomNames.random(ThreadLocalRandom.current()) : tagged;
    }
}
