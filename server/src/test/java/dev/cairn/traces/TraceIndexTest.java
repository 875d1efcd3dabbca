package dev.cairn.traces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.traces.SearchTracesV3;
import dev.cairn.protocol.traces.TraceInfo;
import dev.cairn.protocol.traces.TraceLocation;
import dev.cairn.protocol.traces.TraceState;
import dev.cairn.text.Times;
import dev.cairn.traces.search.TraceFinder;
import dev.cairn.traces.terms.TraceBlock;
import dev.cairn.traces.terms.TraceIndex;
import dev.cairn.traces.terms.TraceSlice;
import dev.cairn.traces.terms.TraceTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// On databases of its own, since others would give traces to the same blocks.
@OnEachDatabase
class TraceIndexTest {
    private final Tracer tracer;
    private final String experiment;

    TraceIndexTest(TestDatabase kind) {
        tracer = new Tracer(kind.fresh());
        experiment = tracer.experiment();
    }

    @AfterEach
    void close() {
        tracer.database.close();
    }

    @Test
    void whatWasNotedIsFoundBeforeItIsIndexedAndAfter() {
        String wanted = tagged("red");
        tagged("blue");
        assertThat(rows("pending_terms", wanted)).isEqualTo(1);
        assertThat(isIndexedAsRed(wanted)).isFalse();
        assertThat(found("tags.color = 'red'")).containsExactly(wanted);

        index();
        assertThat(rows("pending_terms", wanted)).isZero();
        assertThat(isIndexedAsRed(wanted)).isTrue();
        assertThat(found("tags.color = 'red'")).containsExactly(wanted);
    }

    @Test
    void whatIsNotedAgainIsIndexedOnce() {
        String trace = tagged("red");
        index();
        byte[] before = traces("red", trace);
        tracer.start(Tracer.told(experiment, trace, Map.of(), Map.of("color", "red")));
        index();
        assertThat(traces("red", trace)).isEqualTo(before);
    }

    @Test
    void aTraceOfVeryManyTermsIsFoundByEachOfThem() {
        String trace = tagged("red");
        Set<Long> many = LongStream.range(0, 250_000).boxed().collect(Collectors.toSet());
        tracer.database.write(tx -> {
            new TraceIndex(tx).note(number(tx, trace), many);
            return true;
        });
        assertThat(rows("pending_terms", trace)).isEqualTo(26);
        index();
        assertThat(rows("pending_terms", trace)).isZero();
        assertThat(tracer.database.<Long>read(
                        tx -> tx.number("SELECT count(*) FROM trace_terms WHERE term < 250000 AND term >= 0")))
                .isEqualTo(250_000);
    }

    @Test
    void whatManyTracesOfABlockHaveTakesABitForEach() {
        List<String> traces = new ArrayList<>();
        for (int i = 0; i < 140; i++) {
            traces.add(tagged("red"));
        }
        index();
        assertThat(found("tags.color = 'red'")).containsExactlyInAnyOrderElementsOf(traces);
        assertThat(traces.stream().anyMatch(trace -> traces("red", trace).length == 128))
                .isTrue();
        traces.add(tagged("red"));
        traces.add(tagged("blue"));
        index();
        assertThat(found("tags.color = 'red'")).containsExactlyInAnyOrderElementsOf(traces.subList(0, 141));
        assertThat(found("tags.color = 'blue'")).containsExactly(traces.getLast());
        assertThat(traces("blue", traces.getLast())).hasSize(2);
    }

    @Test
    void tracesOfDifferentBlocksAreFoundTogether() {
        String first = tagged("grey");
        String between = tagged("white");
        index();
        tracer.database.write(tx -> {
            long far = number(first) + 5_000;
            return switch (tx.dialect()) {
                case SQLITE -> tx.update("UPDATE traces SET id = ? WHERE trace_id = ?", far, between);
                case POSTGRES ->
                    tx.find("SELECT setval('traces_id_seq', ?)", row -> 1, far).orElseThrow();
            };
        });
        String second = tagged("grey");
        String third = tagged("grey");
        index();
        assertThat(number(second) >> 10).isGreaterThan(number(first) >> 10);
        assertThat(found("tags.color = 'grey'")).containsExactlyInAnyOrder(first, second, third);
    }

    /// Numbers that nobody has would be blocks that are looked for in vain.
    @Test
    void aTraceThatIsSentAgainTakesNoNumber() {
        String first = tagged("red");
        for (int i = 0; i < 10; i++) {
            tracer.start(Tracer.told(experiment, first, Map.of(), Map.of()));
        }
        assertThat(number(tagged("red"))).isEqualTo(number(first) + 1);
    }

    @Test
    void aDeletedTraceIsNotFoundAndABlockWithoutTracesIsForgotten() {
        String indexed = tagged("red");
        index();
        String pending = tagged("red");
        String left = tagged("red");
        long first = number(indexed);
        long second = number(pending);
        delete(List.of(first, second));
        assertThat(rows("pending_terms", second)).isZero();
        assertThat(found("tags.color = 'red'")).containsExactly(left);
        index();
        assertThat(found("tags.color = 'red'")).containsExactly(left);
        long block = number(left) >> 10;
        delete(tracer.database.read(tx -> tx.query(
                "SELECT id FROM traces WHERE id BETWEEN ? AND ?",
                row -> row.getLong(1),
                block << 10,
                (block << 10) + 1023)));
        assertThat(tracer.database.<Long>read(
                        tx -> tx.number("SELECT count(*) FROM trace_terms WHERE block = ?", block)))
                .isZero();
    }

    @Test
    void theTimesOfASliceReachFromTheOldestToTheNewestThatATraceOfItHadOrHas() {
        String trace = Tracer.traceId();
        startedAt(trace, 5_000);
        startedAt(Tracer.traceId(), 7_000);
        index();
        assertThat(slice(trace))
                .extracting(TraceSlice::oldest, TraceSlice::newest)
                .containsExactly(5_000L, 7_000L);
        startedAt(trace, 9_000);
        index();
        assertThat(slice(trace))
                .extracting(TraceSlice::oldest, TraceSlice::newest)
                .containsExactly(5_000L, 9_000L);
        assertThat(found("status = 'OK'").getFirst()).isEqualTo(trace);
    }

    private void startedAt(String trace, long millis) {
        tracer.start(new TraceInfo(
                trace,
                null,
                TraceLocation.of(experiment),
                null,
                null,
                Times.text(millis),
                null,
                TraceState.OK,
                Map.of(),
                List.of(),
                Map.of()));
    }

    private TraceSlice slice(String trace) {
        long first = TraceSlice.first(number(trace));
        return tracer.database.read(tx -> new TraceIndex(tx).lookup().slices(Set.of())).stream()
                .filter(slice -> slice.first() == first)
                .findFirst()
                .orElseThrow();
    }

    private void delete(List<Long> traces) {
        tracer.database.write(tx -> {
            new TraceDeletionStore(tx).delete(traces);
            return true;
        });
    }

    private byte[] traces(String color, String trace) {
        long term = TraceTerms.TAG.of("color", color).orElseThrow();
        long block = number(trace) >> 10;
        return tracer.database
                .read(tx -> tx.find(
                        "SELECT traces FROM trace_terms WHERE block = ? AND term = ?",
                        row -> row.getBytes(1),
                        block,
                        term))
                .orElseThrow();
    }

    private void index() {
        TraceIndex.catchUp(tracer.database);
    }

    private boolean isIndexedAsRed(String trace) {
        long block = TraceBlock.of(number(trace));
        return tracer.database
                .read(tx -> tx.find(
                        "SELECT 1 FROM trace_terms WHERE block = ? AND term = ?",
                        row -> 1,
                        block,
                        TraceTerms.TAG.of("color", "red").orElseThrow()))
                .isPresent();
    }

    private String tagged(String color) {
        String id = Tracer.traceId();
        tracer.start(Tracer.told(experiment, id, Map.of(), Map.of("color", color)));
        return id;
    }

    private List<String> found(String filter) {
        return new TraceSearch(new TraceFinder(tracer.database, tracer.tracking))
                        .search(
                                tracer.caller,
                                new SearchTracesV3(List.of(TraceLocation.of(experiment)), filter, 200, List.of(), null))
                        .traces()
                        .stream()
                        .map(TraceInfo::traceId)
                        .toList();
    }

    private long rows(String table, String trace) {
        return rows(table, number(trace));
    }

    private long rows(String table, long trace) {
        return tracer.database.read(tx -> tx.number("SELECT count(*) FROM " + table + " WHERE trace = ?", trace));
    }

    private long number(String trace) {
        return tracer.database.read(tx -> number(tx, trace));
    }

    private long number(Transaction tx, String trace) {
        return new TraceStore(tx, tracer.caller).get(trace).id();
    }
}
