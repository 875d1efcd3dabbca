package dev.cairn.tracking;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.runs.MoveRuns;
import dev.cairn.tracking.experiments.Experiments;
import dev.cairn.tracking.experiments.StoredExperiment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Runs that go to another experiment. Files stay where they are.
final class RunMoves {
    /// Runs that go to another experiment in one transaction: the keys of all are read in it, and on SQLite
    /// nobody else writes meanwhile.
    private static final int MOST_MOVED = 1_000;

    private final Database database;
    private final RunChanges changes;

    RunMoves(Database database, RunChanges changes) {
        this.database = database;
        this.changes = changes;
    }

    /// Moves runs to another experiment, each with the runs below it in its own.
    MoveRuns.Response move(Caller caller, MoveRuns request) {
        Set<String> runIds = new LinkedHashSet<>(RunBatch.of(request.runIds()));
        return database.write(tx -> {
            RunStore store = new RunStore(tx, caller);
            StoredExperiment target = Experiments.active(tx, caller, request.experimentId());
            SortedMap<Long, List<StoredRun>> leaving = new TreeMap<>();
            store.all(runIds).values().forEach(run -> {
                run.requireActive();
                if (run.experimentId() != target.id()) {
                    leaving.computeIfAbsent(run.experimentId(), first -> new ArrayList<>())
                            .add(run);
                }
            });
            Map<Long, Collection<StoredRun>> families = families(store, leaving);
            families.forEach((from, family) -> move(tx, caller, from, family, target.id()));
            return new MoveRuns.Response(
                    families.values().stream().mapToLong(Collection::size).sum());
        });
    }

    private void move(Transaction tx, Caller caller, long from, Collection<StoredRun> family, long to) {
        Experiments.active(tx, caller, Long.toString(from));
        new RunMoveStore(tx)
                .move(
                        from,
                        to,
                        family.stream().mapToLong(StoredRun::id).toArray(),
                        family.stream().map(StoredRun::runId).toList());
        family.forEach(run -> changes.moved(tx, run, to));
    }

    /// Runs with those below them, however deep, in the trash or not, by their experiments in order.
    private static Map<Long, Collection<StoredRun>> families(RunStore store, SortedMap<Long, List<StoredRun>> heads) {
        Map<Long, Collection<StoredRun>> families = new LinkedHashMap<>();
        int left = MOST_MOVED;
        for (Map.Entry<Long, List<StoredRun>> some : heads.entrySet()) {
            Collection<StoredRun> family = family(store, some.getKey(), some.getValue(), left);
            families.put(some.getKey(), family);
            left -= family.size();
        }
        return families;
    }

    private static Collection<StoredRun> family(RunStore store, long experiment, List<StoredRun> heads, int most) {
        Map<String, StoredRun> family = new LinkedHashMap<>();
        List<StoredRun> level = heads;
        while (!level.isEmpty()) {
            long[] fresh = level.stream()
                    .filter(run -> family.putIfAbsent(run.runId(), run) == null)
                    .mapToLong(StoredRun::id)
                    .toArray();
            if (family.size() > most) {
                throw ApiException.invalid(
                        "With the runs below them these are more than %d runs. Move some of those below them first."
                                .formatted(MOST_MOVED));
            }
            level = store.children(experiment, fresh, MOST_MOVED + 1);
        }
        return family.values();
    }
}
