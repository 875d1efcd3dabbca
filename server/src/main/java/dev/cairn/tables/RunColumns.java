package dev.cairn.tables;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.tracking.ListRunKeys;
import dev.cairn.protocol.tracking.ListRunValues;
import dev.cairn.tracking.RunFinder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// What some runs have, by columns: which metrics and parameters, and the values of some of them.
final class RunColumns {
    /// The runs of one request.
    static final int MAX_RUNS = 1_000;

    /// The keys of one request for values.
    static final int MAX_KEYS = 100;

    /// The keys of one kind in an answer.
    static final int MAX_LISTED = 20_000;

    private final Database database;
    private final RunFinder finder;

    RunColumns(Database database, RunFinder finder) {
        this.database = database;
        this.finder = finder;
    }

    ListRunKeys.Response keys(Caller caller, ListRunKeys request) {
        SequencedSet<String> runIds = checked(request.runIds());
        return database.read(tx -> {
            long[] runs = finder.numbers(tx, caller, runIds);
            CellStore store = new CellStore(tx, finder);
            List<ListRunKeys.MetricKey> metrics = store.metricKeys(runs, MAX_LISTED + 1);
            List<ListRunKeys.ParamKey> params = store.paramKeys(runs, MAX_LISTED + 1);
            return new ListRunKeys.Response(
                    metrics.subList(0, Math.min(metrics.size(), MAX_LISTED)),
                    params.subList(0, Math.min(params.size(), MAX_LISTED)),
                    metrics.size() > MAX_LISTED || params.size() > MAX_LISTED);
        });
    }

    ListRunValues.Response values(Caller caller, ListRunValues request) {
        SequencedSet<String> runIds = checked(request.runIds());
        int keys = request.metricKeys().size() + request.paramKeys().size();
        if (keys > MAX_KEYS) {
            throw ApiException.invalid(
                    "metric_keys and param_keys must name at most %d keys. They name %d.".formatted(MAX_KEYS, keys));
        }
        return database.read(tx -> {
            long[] runs = finder.numbers(tx, caller, runIds);
            CellStore store = new CellStore(tx, finder);
            CellColumns<Double> metrics = new CellColumns<>();
            CellColumns<String> params = new CellColumns<>();
            store.metrics(runs, request.metricKeys(), metrics::put);
            store.params(runs, request.paramKeys(), params::put);
            return new ListRunValues.Response(
                    request.metricKeys().stream()
                            .filter(metrics::has)
                            .map(key -> metrics.column(key, runs, ListRunValues.MetricColumn::new))
                            .toList(),
                    request.paramKeys().stream()
                            .filter(params::has)
                            .map(key -> params.column(key, runs, ListRunValues.ParamColumn::new))
                            .toList());
        });
    }

    private static SequencedSet<String> checked(List<String> runIds) {
        SequencedSet<String> checked = new LinkedHashSet<>(runIds);
        if (checked.isEmpty() || checked.size() > MAX_RUNS) {
            throw ApiException.invalid(
                    "run_ids must name 1 to %d runs. It names %d.".formatted(MAX_RUNS, checked.size()));
        }
        if (checked.size() < runIds.size()) {
            throw ApiException.invalid("run_ids must name each run once.");
        }
        return checked;
    }
}
