package dev.cairn.traces.search;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.traces.CalculateTraceFilterCorrelation;
import dev.cairn.search.Filter;
import dev.cairn.search.Grammars;
import dev.cairn.tracking.Tracking;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How far two filters find the same traces: normalised pointwise mutual information (semantics, section 19).
final class TraceCorrelation {
    /// Jeffreys' prior, which is added to each of the four counts.
    private static final double SMOOTHING = 0.5;

    private final Database database;
    private final Tracking tracking;

    TraceCorrelation(Database database, Tracking tracking) {
        this.database = database;
        this.tracking = tracking;
    }

    CalculateTraceFilterCorrelation.Response calculate(Caller caller, CalculateTraceFilterCorrelation request) {
        List<Filter> base =
                Grammars.TRACES.filter(request.baseFilter()).stream().toList();
        List<Filter> first = with(base, request.filterString1());
        List<Filter> second = with(base, request.filterString2());
        List<Filter> both = List.of(all(first), all(second));
        List<Long> asked =
                request.experimentIds().stream().map(tracking::experimentNumber).toList();
        return database.read(tx -> {
            List<Long> experiments = new SearchedExperimentStore(tx, caller).own(asked);
            return response(
                    count(tx, experiments, base),
                    count(tx, experiments, List.of(all(first))),
                    count(tx, experiments, List.of(all(second))),
                    count(tx, experiments, both));
        });
    }

    private static int count(Transaction tx, List<Long> experiments, List<Filter> filters) {
        return new TraceQuery(tx, experiments, filters, TraceFinder.Effort.DEFAULT).count();
    }

    private static List<Filter> with(List<Filter> base, String text) {
        Optional<Filter> own = Grammars.TRACES.filter(text);
        return Stream.concat(base.stream(), own.stream()).toList();
    }

    private static Filter all(List<Filter> filters) {
        return filters.size() == 1 ? filters.getFirst() : new Filter.And(filters);
    }

    static CalculateTraceFilterCorrelation.Response response(int total, int first, int second, int both) {
        boolean none = total <= 0 || first == 0 || second == 0;
        double plain = both == 0 ? -1 : npmi(total, first, second, both, 0);
        double smoothed = npmi(total, first, second, both, SMOOTHING);
        return new CalculateTraceFilterCorrelation.Response(
                none ? Double.NaN : plain, none ? Double.NaN : smoothed, first, second, both, total);
    }

    private static double npmi(int total, int first, int second, int both, double smoothing) {
        if (both == total) {
            return 1;
        }
        double joint = both + smoothing;
        double all = total + 4 * smoothing;
        double pmi =
                Math.log(joint) + Math.log(all) - Math.log(first + 2 * smoothing) - Math.log(second + 2 * smoothing);
        return Math.clamp(pmi / (Math.log(all) - Math.log(joint)), -1, 1);
    }
}
