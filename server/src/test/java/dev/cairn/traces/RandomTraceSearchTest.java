package dev.cairn.traces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.traces.SearchTracesV3;
import dev.cairn.protocol.traces.TraceInfo;
import dev.cairn.protocol.traces.TraceLocation;
import dev.cairn.traces.search.TraceFinder;
import dev.cairn.traces.terms.TraceIndex;
import dev.cairn.traces.terms.TraceKeys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class RandomTraceSearchTest {
    private static final Comparator<RandomTrace> NEWEST =
            Comparator.comparingLong(RandomTrace::time).reversed().thenComparing(RandomTrace::id);

    /// One more than leads go into.
    private static final int MANY = 17;

    private final Random random = new Random(20_26);
    private final Tracer tracer;
    private final List<TraceSearch> searches;
    private final List<String> experiments = new ArrayList<>();
    private final List<RandomTrace> traces = new ArrayList<>();

    RandomTraceSearchTest(TestDatabase kind) {
        tracer = new Tracer(kind.fresh());
        searches = List.of(
                new TraceSearch(new TraceFinder(tracer.database, tracer.tracking)),
                search(new TraceFinder.Effort(1, 1)),
                search(new TraceFinder.Effort(2, 9)));
    }

    private TraceSearch search(TraceFinder.Effort effort) {
        return new TraceSearch(new TraceFinder(tracer.database, tracer.tracking, effort));
    }

    @BeforeEach
    void fill() {
        for (int i = 0; i < MANY; i++) {
            experiments.add(tracer.experiment());
        }
        tracer.database.write(tx -> {
            for (int i = 0; i < 60; i++) {
                RandomTrace trace = RandomTrace.of(random);
                trace.insert(tx, 1 + i * 70L, Long.parseLong(experiments.getFirst()));
                traces.add(trace);
            }
            // the others wait for their place in the index
            return new TraceIndex(tx).index(150);
        });
    }

    @AfterEach
    void close() {
        tracer.database.close();
    }

    @Test
    void everyFilterFindsWhatPlainJavaFinds() {
        int some = 0;
        for (int i = 0; i < 600; i++) {
            RandomTraceFilter filter = RandomTraceFilter.of(random, i % 4);
            List<String> expected = traces.stream()
                    .filter(trace -> filter.meaning().test(trace, traces))
                    .sorted(NEWEST)
                    .map(RandomTrace::id)
                    .toList();
            assertThat(found(filter.text(), List.of(), i % 2 == 0 ? 500 : 7))
                    .as(filter.text())
                    .isEqualTo(expected);
            some += expected.isEmpty() || expected.size() == traces.size() ? 0 : 1;
        }
        assertThat(some).as("filters that find some traces but not all").isGreaterThan(300);
    }

    @Test
    void everyOrderIsTheOneOfPlainJava() {
        for (int i = 0; i < 60; i++) {
            List<String> clauses = new ArrayList<>();
            Comparator<RandomTrace> meaning = Comparator.comparingInt(trace -> 0);
            List<String> keys =
                    new ArrayList<>(List.of("timestamp", "execution_time", "status", "name", "tags.a", "run_id"));
            for (int k = random.nextInt(3); k > 0; k--) {
                String key = keys.remove(random.nextInt(keys.size()));
                boolean descending = random.nextBoolean();
                clauses.add(key + (descending ? " DESC" : ""));
                meaning = meaning.thenComparing(term(key, descending));
            }
            List<String> expected = traces.stream()
                    .sorted(meaning.thenComparing(NEWEST))
                    .map(RandomTrace::id)
                    .toList();
            assertThat(found(null, clauses, 7 + i)).as("ordered by %s", clauses).isEqualTo(expected);
        }
    }

    private static Comparator<RandomTrace> term(String key, boolean descending) {
        return switch (key) {
            case "timestamp" -> directed(RandomTrace::time, descending);
            case "execution_time" -> directed(RandomTrace::took, descending);
            case "status" -> directed(RandomTrace::state, descending);
            case "name" -> directed(RandomTrace::name, descending);
            case "tags.a" -> directed(trace -> trace.tags().get("a"), descending);
            default -> directed(trace -> trace.metadata().get(TraceKeys.SOURCE_RUN), descending);
        };
    }

    /// In either direction, with the missing last.
    private static <T extends Comparable<T>> Comparator<RandomTrace> directed(
            Function<RandomTrace, @Nullable T> value, boolean descending) {
        return (a, b) -> {
            T left = value.apply(a);
            T right = value.apply(b);
            if (left == null || right == null) {
                return Boolean.compare(left == null, right == null);
            }
            return descending ? right.compareTo(left) : left.compareTo(right);
        };
    }

    /// The ids that a search of some experiments finds, page by page.
    private List<String> found(@Nullable String filter, List<String> orderBy, int pageSize) {
        List<String> found = new ArrayList<>();
        TraceSearch search = RandomTrace.pick(random, searches);
        List<TraceLocation> places = experiments.subList(0, random.nextBoolean() ? 2 : MANY).stream()
                .map(TraceLocation::of)
                .toList();
        String token = null;
        do {
            SearchTracesV3.Response page =
                    search.search(tracer.caller, new SearchTracesV3(places, filter, pageSize, orderBy, token));
            page.traces().stream()
                    .map(TraceInfo::traceId)
                    .map(Objects::requireNonNull)
                    .forEach(found::add);
            token = page.nextPageToken();
        } while (token != null);
        return found;
    }
}
