package dev.cairn.tracking;

import dev.cairn.access.Caller;
import dev.cairn.access.Workspace;
import dev.cairn.db.Transaction;
import dev.cairn.series.Points;
import dev.cairn.tracking.entries.LogEntries;
import dev.cairn.tracking.models.LoggedModels;
import dev.cairn.tracking.names.KeyNames;
import dev.cairn.tracking.names.Names;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// Stores what some calls log to runs, in a number of statements that does not depend on how many they are.
///
/// Everything is written in one order (names, keys, metrics, parameters, runs, tags, and by number within each), so
/// that transactions never wait for each other crosswise.
final class RunLog {
    private final Names names;
    private final RunChanges changes;

    RunLog(Names names, RunChanges changes) {
        this.names = names;
        this.changes = changes;
    }

    /// Stores all or, because of one that is refused, nothing.
    void store(Transaction tx, List<LogEntries> calls) {
        List<Entries> found = found(tx, calls);
        ToLongFunction<String> ids = names.idsOf(
                tx,
                calls.stream()
                        .flatMap(call -> Stream.of(call.metrics(), call.params(), call.tags()))
                        .flatMap(entries -> entries.keySet().stream()));
        names.keys().note(tx, found.stream().flatMap(call -> call.keys(ids)));
        new MetricStore(tx).append(metrics(found, ids));
        TagStore texts = new TagStore(tx);
        addParams(texts, found, ids);
        calls.forEach(call -> LoggedModels.addMetrics(tx, call.caller(), call.runId(), call.ofModels()));
        noteActivity(tx, found);
        changeRows(tx, found);
        texts.setTags(tags(found, ids));
        found.forEach(call -> changes.logged(tx, call.run, call.entries));
    }

    private static List<Entries> found(Transaction tx, List<LogEntries> calls) {
        Map<Workspace, Set<String>> asked = new LinkedHashMap<>();
        for (LogEntries call : calls) {
            asked.computeIfAbsent(call.caller().workspace(), workspace -> new LinkedHashSet<>())
                    .add(call.runId());
        }
        Map<String, RunStore.Ref> runs = new HashMap<>();
        asked.forEach((workspace, ids) -> runs.putAll(new RunStore(tx, Caller.itself(workspace)).refs(ids)));
        return calls.stream()
                .map(call ->
                        new Entries(call, RunStore.requireActive(call.caller(), call.runId(), runs.get(call.runId()))))
                .toList();
    }

    private static SortedMap<RunKey, Points> metrics(List<Entries> calls, ToLongFunction<String> ids) {
        SortedMap<RunKey, Points> metrics = new TreeMap<>();
        for (Entries call : calls) {
            call.entries.metrics().forEach((name, points) -> metrics.merge(call.key(ids, name), points, Points::with));
        }
        return metrics;
    }

    private static void addParams(TagStore store, List<Entries> calls, ToLongFunction<String> ids) {
        SortedMap<RunKey, String> params = new TreeMap<>();
        for (Entries call : calls) {
            call.entries.params().forEach((name, value) -> {
                String other = params.putIfAbsent(call.key(ids, name), value);
                if (other != null && !other.equals(value)) {
                    throw call.entries.onChanged().apply(Map.of(name, other));
                }
            });
        }
        if (params.isEmpty()) {
            return;
        }
        Map<RunKey, String> changed = store.addParams(params);
        if (!changed.isEmpty()) {
            calls.forEach(call -> call.refuseChanged(changed, ids));
        }
    }

    /// Once in a while for each run; then also for those whose row is about to be written anyway, so that all rows of
    /// runs are locked here, in one order.
    private void noteActivity(Transaction tx, List<Entries> calls) {
        if (calls.stream().anyMatch(call -> changes.activity().isDue(call.run.lastActivity()))) {
            changes.activity()
                    .note(
                            tx,
                            calls.stream()
                                    .filter(call ->
                                            changes.activity().isDue(call.run.lastActivity()) || call.changesRow())
                                    .mapToLong(call -> call.run.id()));
        }
    }

    /// Renames runs, and notes their parents.
    private static void changeRows(Transaction tx, List<Entries> calls) {
        calls.stream()
                .filter(Entries::changesRow)
                .sorted(Comparator.comparingLong(call -> call.run.id()))
                .forEach(call -> call.changeRow(new RunStore(tx, call.entries.caller())));
    }

    private static SortedMap<RunKey, String> tags(List<Entries> calls, ToLongFunction<String> ids) {
        SortedMap<RunKey, String> tags = new TreeMap<>();
        for (Entries call : calls) {
            call.entries.tags().forEach((name, value) -> tags.put(call.key(ids, name), value));
        }
        return tags;
    }

    /// The entries of a call, and their run.
    private record Entries(LogEntries entries, RunStore.Ref run) {
        boolean changesRow() {
            return entries.tags().containsKey(Runs.NAME_TAG) || entries.tags().containsKey(Runs.PARENT_TAG);
        }

        void changeRow(RunStore store) {
            String name = entries.tags().get(Runs.NAME_TAG);
            if (name != null) {
                store.rename(run.id(), name);
            }
            if (entries.tags().containsKey(Runs.PARENT_TAG)) {
                store.setParent(run.id(), entries.tags().get(Runs.PARENT_TAG));
            }
        }

        Stream<KeyNames.Key> keys(ToLongFunction<String> ids) {
            return Stream.of(
                            keys(ids, KeyNames.METRICS, entries.metrics()),
                            keys(ids, KeyNames.PARAMS, entries.params()),
                            keys(ids, KeyNames.TAGS, entries.tags()))
                    .flatMap(keys -> keys);
        }

        private Stream<KeyNames.Key> keys(ToLongFunction<String> ids, String kind, Map<String, ?> logged) {
            return logged.keySet().stream()
                    .map(name -> new KeyNames.Key(run.experimentId(), kind, ids.applyAsLong(name)));
        }

        RunKey key(ToLongFunction<String> ids, String name) {
            return new RunKey(run.id(), ids.applyAsLong(name));
        }

        void refuseChanged(Map<RunKey, String> changed, ToLongFunction<String> ids) {
            Map<String, String> before = new LinkedHashMap<>();
            entries.params().forEach((name, value) -> {
                String stored = changed.get(key(ids, name));
                if (stored != null && !stored.equals(value)) {
                    before.put(name, stored);
                }
            });
            if (!before.isEmpty()) {
                throw entries.onChanged().apply(before);
            }
        }
    }
}
