package dev.cairn.traces.search;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.traces.CalculateTraceFilterCorrelation;
import dev.cairn.protocol.traces.MeasureTraces;
import dev.cairn.protocol.traces.QueryTraceMetrics;
import dev.cairn.protocol.traces.SearchSessions;
import dev.cairn.search.Filter;
import dev.cairn.search.Grammars;
import dev.cairn.search.Order;
import dev.cairn.search.PageSize;
import dev.cairn.search.PageToken;
import dev.cairn.tracking.Tracking;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The one public door of searches: finds traces of some experiments (semantics, sections 9 and 16), counts and
/// measures them, and puts them together by session. As in the reference a full page has a token, even if it is the
/// last, so that no search looks for more than it shows.
public final class TraceFinder {
    private static final long PATIENCE_SECONDS = 30;

    /// Half of the connections that an embedded database has for reads.
    private static final int AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final Semaphore readingContents = new Semaphore(AT_ONCE, true);
    private final Database database;
    private final Tracking tracking;
    private final Effort effort;
    private final TraceMetrics metrics;
    private final TraceCorrelation correlation;
    private final TraceSessions sessions;

    public TraceFinder(Database database, Tracking tracking) {
        this(database, tracking, Effort.DEFAULT);
    }

    public TraceFinder(Database database, Tracking tracking, Effort effort) {
        this.database = database;
        this.tracking = tracking;
        this.effort = effort;
        this.metrics = new TraceMetrics(database, tracking);
        this.correlation = new TraceCorrelation(database, tracking);
        this.sessions = new TraceSessions(database, tracking);
    }

    public QueryTraceMetrics.Response metrics(Caller caller, QueryTraceMetrics request) {
        return metrics.query(caller, request);
    }

    public CalculateTraceFilterCorrelation.Response correlation(
            Caller caller, CalculateTraceFilterCorrelation request) {
        return correlation.calculate(caller, request);
    }

    /// Metrics of the traces that a filter finds.
    public MeasureTraces.Response measure(Caller caller, MeasureTraces request) {
        MeasuredTraces.check(request);
        Optional<Filter> filter = Grammars.TRACES.filter(request.filter());
        return read(
                filter,
                tx -> MeasuredTraces.measure(
                        tx, caller, tracking.getExperiment(tx, caller, request.experimentId()), request, filter));
    }

    public SearchSessions.Response sessions(Caller caller, SearchSessions request) {
        return sessions.search(caller, request);
    }

    /// A page of traces, shown in the transaction that found it.
    public <T> T find(Caller caller, Request request, BiFunction<Transaction, Page, T> shown) {
        Query query = new Query(
                request.experiments.stream().map(tracking::experimentNumber).toList(),
                Grammars.TRACES.filter(request.filter),
                PageSize.TRACES.of(request.maxResults),
                Grammars.TRACES.orderBy(request.orderBy),
                request.pageToken);
        return read(query.filter, tx -> shown.apply(tx, page(tx, caller, query)));
    }

    /// Those that read the texts of spans take seconds, where others take milliseconds: they are let in a few at a
    /// time, so that some connections are left for all others.
    private <T> T read(Optional<Filter> filter, Function<Transaction, T> work) {
        if (filter.filter(SpanClauses::readsContents).isEmpty()) {
            return database.read(work);
        }
        try {
            if (!readingContents.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw ApiException.busy("Many searches through the contents of spans are running. Try again shortly.");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw ApiException.busy("The server is stopping.");
        }
        try {
            return database.read(work);
        } finally {
            readingContents.release();
        }
    }

    private Page page(Transaction tx, Caller caller, Query query) {
        boolean byTime = TraceSort.isByTime(query.orders);
        long offset = byTime ? 0 : PageToken.offset(query.token);
        TracePage after = byTime ? TracePage.of(query.token) : null;
        if (query.experiments.isEmpty()) {
            return new Page(List.of(), null);
        }
        TraceQuery traces = new TraceQuery(
                tx,
                new SearchedExperimentStore(tx, caller).own(query.experiments),
                query.filter.stream().toList(),
                effort);
        if (!byTime) {
            List<Long> ids = traces.sorted(query.orders, offset, query.size);
            return new Page(ids, ids.size() == query.size ? PageToken.of(offset + ids.size()) : null);
        }
        boolean ascending = !query.orders.isEmpty() && query.orders.getFirst().ascending();
        List<TracePlace> places = traces.byTime(ascending, after, query.size);
        return new Page(
                places.stream().map(TracePlace::id).toList(),
                places.size() == query.size ? TracePage.token(places.getLast()) : null);
    }

    /// What a search asks for, as it came.
    public record Request(
            List<String> experiments,
            @Nullable String filter,
            @Nullable Integer maxResults,
            List<String> orderBy,
            @Nullable String pageToken) {}

    /// What a search found.
    ///
    /// @param traces their numbers
    /// @param next   the token of the page behind it
    public record Page(List<Long> traces, @Nullable String next) {}

    /// How much a search looks at in one statement, before it knows whether it has to go on.
    ///
    /// @param blocks blocks of traces that are asked for terms at first; twice as many each time after
    /// @param traces traces that are looked up at first; twice as many each time after
    public record Effort(int blocks, int traces) {
        static final Effort DEFAULT = new Effort(8, 100);
    }

    /// What a search asks for, read.
    private record Query(
            List<Long> experiments,
            Optional<Filter> filter,
            int size,
            List<Order> orders,
            @Nullable String token) {}
}
