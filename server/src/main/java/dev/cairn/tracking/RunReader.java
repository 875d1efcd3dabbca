package dev.cairn.tracking;

import dev.cairn.db.Transaction;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.Run;
import dev.cairn.protocol.tracking.RunData;
import dev.cairn.protocol.tracking.RunInputs;
import dev.cairn.protocol.tracking.RunOutputs;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.tracking.names.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Puts runs together from their rows: a fixed number of queries, however many runs.
final class RunReader {
    private final Names names;
    private final Activity activity;

    RunReader(Names names, Activity activity) {
        this.names = names;
        this.activity = activity;
    }

    /// One run with all that it has.
    Run whole(Transaction tx, StoredRun run) {
        long[] ids = {run.id()};
        InputStore inputs = new InputStore(tx);
        return assembled(
                run,
                dataOf(tx, ids),
                new RunInputs(inputs.datasets(ids).getOrDefault(run.id(), List.of()), inputs.models(run.id())),
                new RunOutputs(inputs.outputs(ids).getOrDefault(run.id(), List.of())));
    }

    /// Runs as a search shows them: without their input models, as the reference has it.
    List<Run> page(Transaction tx, List<StoredRun> runs) {
        long[] ids = runs.stream().mapToLong(StoredRun::id).toArray();
        InputStore inputs = new InputStore(tx);
        Map<Long, RunDataLists> data = dataOf(tx, ids);
        var datasets = inputs.datasets(ids);
        var outputs = inputs.outputs(ids);
        return runs.stream()
                .map(run -> assembled(
                        run,
                        data,
                        new RunInputs(datasets.getOrDefault(run.id(), List.of()), List.of()),
                        new RunOutputs(outputs.getOrDefault(run.id(), List.of()))))
                .toList();
    }

    private Run assembled(StoredRun run, Map<Long, RunDataLists> data, RunInputs inputs, RunOutputs outputs) {
        RunDataLists own = data.getOrDefault(run.id(), new RunDataLists());
        return new Run(
                run.info(activity.isStale(run)), new RunData(own.metrics, own.params, own.tags), inputs, outputs);
    }

    private Map<Long, RunDataLists> dataOf(Transaction tx, long[] ids) {
        Map<Long, RunDataLists> data = HashMap.newHashMap(ids.length);
        for (long id : ids) {
            data.put(id, new RunDataLists());
        }
        tx.queryIn(
                "SELECT run, name_id, value, is_nan, timestamp, step FROM metric_series WHERE run IN (:ids)",
                row -> listsOf(data, row.getLong(1))
                        .metrics
                        .add(new Metric(
                                names.text(tx, row.getLong(2)),
                                row.getInt(4) == 1 ? Double.NaN : row.getDouble(3),
                                row.getLong(5),
                                row.getLong(6),
                                null,
                                null,
                                null,
                                null)),
                ids);
        tx.queryIn(
                "SELECT run, name_id, value FROM run_params WHERE run IN (:ids)",
                row -> listsOf(data, row.getLong(1)).params.add(tag(tx, row.getLong(2), row.getString(3))),
                ids);
        tx.queryIn(
                "SELECT run, name_id, value FROM run_tags WHERE run IN (:ids)",
                row -> listsOf(data, row.getLong(1)).tags.add(tag(tx, row.getLong(2), row.getString(3))),
                ids);
        return data;
    }

    private Tag tag(Transaction tx, long nameId, String value) {
        return new Tag(names.text(tx, nameId), value);
    }

    private static RunDataLists listsOf(Map<Long, RunDataLists> data, long run) {
        return data.computeIfAbsent(run, missing -> new RunDataLists());
    }

    private static final class RunDataLists {
        private final List<Metric> metrics = new ArrayList<>();
        private final List<Tag> params = new ArrayList<>();
        private final List<Tag> tags = new ArrayList<>();
    }
}
