package dev.cairn.traces;

import static dev.cairn.otlp.Export.request;
import static dev.cairn.otlp.Export.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.Database;
import dev.cairn.db.DatabaseUrl;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.db.Together;
import dev.cairn.http.ApiException;
import dev.cairn.otlp.Export;
import dev.cairn.otlp.IngestMemory;
import dev.cairn.otlp.OtlpReader;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.traces.DeleteTraces;
import dev.cairn.protocol.traces.TraceInfo;
import dev.cairn.protocol.traces.TraceState;
import dev.cairn.traces.terms.TraceIndex;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Several clients at one trace at the same time.
@OnEachDatabase
class TraceConcurrencyTest {
    private static final int ROUNDS = 40;

    /// Where rows of a trace could be left without it.
    private static final List<String> TABLES = List.of(
            "trace_tags",
            "trace_metadata",
            "trace_texts",
            "spans",
            "span_contents",
            "span_usage",
            "assessments",
            "trace_runs",
            "trace_prompts");

    private final TestDatabase kind;
    private final DatabaseUrl url;
    private final Database database;
    private final Tracer tracer;
    private final SpanIngest ingest;
    private final TraceDeletion deletion;
    private final TraceLinks links;
    private final String experiment;

    TraceConcurrencyTest(TestDatabase kind) {
        this.kind = kind;
        url = kind.current();
        database = Database.open(url);
        tracer = new Tracer(database);
        links = new TraceLinks(database, tracer.tracking);
        ingest = new SpanIngest(database, tracer.tracking, links);
        deletion = new TraceDeletion(database, tracer.tracking, InstantSource.system());
        experiment = tracer.experiment();
    }

    @AfterEach
    void nobodyWaitedCrosswise() {
        database.close();
        assertThat(kind.deadlocks(url)).isZero();
    }

    private static byte[] bytes(String traceId) {
        return HexFormat.of().parseHex(traceId.substring("tr-".length()));
    }

    private void send(Export... spans) {
        List<TraceSpans> traces = TraceSpansReader.read(OtlpReader.read(
                Optional.of("application/x-protobuf"),
                Optional.empty(),
                request(spans),
                new IngestMemory(1 << 24).share()));
        ingest.log(tracer.caller, experiment, traces);
    }

    private static Callable<?> task(Runnable work) {
        return () -> {
            work.run();
            return "done";
        };
    }

    private long spans(String traceId) {
        return database.read(tx -> new SpanStore(tx)
                .count(new TraceStore(tx, tracer.caller).get(traceId).id()));
    }

    private void assertNothingIsLeftOver() {
        for (String table : TABLES) {
            assertThat(database.<Long>read(tx ->
                            tx.number("SELECT count(*) FROM " + table + " WHERE trace NOT IN (SELECT id FROM traces)")))
                    .as(table)
                    .isZero();
        }
    }

    private void delete(String traceId) {
        deletion.delete(tracer.caller, new DeleteTraces(experiment, null, null, List.of(traceId)));
    }

    @Test
    void exportersThatShareTracesNeitherLoseSpansNorWaitCrosswise() throws InterruptedException {
        for (int round = 0; round < ROUNDS / 4; round++) {
            List<String> traces = List.of(Tracer.traceId(), Tracer.traceId(), Tracer.traceId());

            List<Object> outcomes = Together.run(
                    8,
                    number -> task(() -> {
                        List<Export> spans = new ArrayList<>();
                        for (String trace : number % 2 == 0 ? traces : traces.reversed()) {
                            spans.add(span(bytes(trace), 100 + number, 1, "child"));
                            spans.add(span(bytes(trace), 1, 0, "root").with("session.id", "s" + number));
                        }
                        send(spans.toArray(Export[]::new));
                    }));

            assertThat(Together.failures(outcomes)).isEmpty();
            assertThat(traces).allSatisfy(trace -> assertThat(spans(trace)).isEqualTo(9));
        }
    }

    @Test
    void aTraceThatIsToldOfWhileItsSpansComeInIsAsItsClientSays() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            String trace = Tracer.traceId();
            TraceInfo told = Tracer.told(experiment, trace, Map.of("m", "1"), Map.of("t", "2"));

            List<Object> outcomes = Together.run(
                    3,
                    number -> task(() -> {
                        switch (number) {
                            case 0 ->
                                send(span(bytes(trace), 1, 0, "root")
                                        .field(15, Export.message().number(3, 2)));
                            case 1 -> send(span(bytes(trace), 2, 1, "child"));
                            default -> tracer.start(told);
                        }
                    }));

            assertThat(Together.failures(outcomes)).isEmpty();
            TraceInfo info = tracer.info(trace);
            assertThat(info.state()).isEqualTo(TraceState.OK);
            assertThat(info.requestTime()).isEqualTo(told.requestTime());
            assertThat(info.executionDuration()).isEqualTo(told.executionDuration());
            assertThat(info.tags())
                    .containsEntry("t", "2")
                    .containsEntry("mlflow.trace.spansLocation", "TRACKING_STORE");
            assertThat(info.traceMetadata()).containsEntry("m", "1");
            assertThat(spans(trace)).isEqualTo(2);
        }
    }

    @Test
    void aTraceThatIsDeletedHoldsUpNobodyWhoSendsSpans() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            String deleted = Tracer.traceId();
            String other = Tracer.traceId();
            send(span(bytes(deleted), 1, 0, "root").with("mlflow.chat.tokenUsage", "{\"input_tokens\": 1}"));

            List<Object> outcomes = Together.run(
                    5,
                    number -> task(() -> {
                        switch (number) {
                            case 0, 1 -> delete(deleted);
                            case 2 -> tracer.start(Tracer.told(experiment, deleted, Map.of(), Map.of()));
                            default ->
                                send(
                                        span(bytes(deleted), 10 + number, 1, "child"),
                                        span(bytes(other), 10 + number, 1, "other"));
                        }
                    }));

            assertThat(Together.failures(outcomes)).isEmpty();
            assertThat(spans(other)).isEqualTo(2);
        }
        assertNothingIsLeftOver();
    }

    @Test
    void aTraceThatIsPurgedLeavesNothingWhileItsSpansComeIn() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            String purged = Tracer.traceId();
            send(span(bytes(purged), 1, 0, "root").with("mlflow.chat.tokenUsage", "{\"input_tokens\": 1}"));
            long number = database.read(
                    tx -> new TraceStore(tx, tracer.caller).get(purged).id());

            List<Object> outcomes = Together.run(
                    4,
                    n -> task(() -> {
                        if (n == 0) {
                            purge(List.of(number));
                        } else {
                            send(span(bytes(purged), 10 + n, 1, "child"));
                        }
                    }));

            assertThat(Together.failures(outcomes)).isEmpty();
        }
        assertNothingIsLeftOver();
    }

    /// Traces that are deleted are sent again, so that later deletions find those before in the trash.
    @Test
    void ingestTrashingRestoringPurgesAndTheIndexTakeTheirTurns() throws InterruptedException {
        List<String> ids = Stream.generate(Tracer::traceId).limit(12).toList();
        String run = run();
        for (int round = 0; round < ROUNDS; round++) {
            send(ids);
            List<Long> some = numbers(ids).subList(0, 4);

            List<Object> outcomes = Together.run(
                    12,
                    number -> task(() -> {
                        List<String> mixed = new ArrayList<>(ids);
                        Collections.shuffle(mixed, new Random(number));
                        switch (number) {
                            case 0, 1, 2 -> send(mixed);
                            case 3, 4 ->
                                deletion.delete(tracer.caller, new DeleteTraces(experiment, null, null, mixed));
                            case 5, 6 ->
                                deletion.delete(
                                        tracer.caller, new DeleteTraces(experiment, Long.MAX_VALUE, 8L, List.of()));
                            case 7 -> purge(some);
                            case 8 -> TraceIndex.catchUp(database);
                            case 9 -> restore(mixed.getFirst());
                            case 10 -> links.toRun(tracer.caller, run, mixed);
                            default -> tracer.start(Tracer.told(experiment, mixed.getFirst(), Map.of(), Map.of()));
                        }
                    }));

            assertThat(Together.failures(outcomes)).isEmpty();
        }
        assertNothingIsLeftOver();
    }

    private void send(List<String> traces) {
        send(traces.stream().map(trace -> span(bytes(trace), 1, 0, "root")).toArray(Export[]::new));
    }

    private List<Long> numbers(List<String> traces) {
        return database.read(tx -> new TraceStore(tx, tracer.caller)
                .byTraceIds(traces).stream().map(ShownTrace::id).toList());
    }

    private void purge(List<Long> traces) {
        database.write(tx -> {
            new TraceDeletionStore(tx).delete(traces);
            return true;
        });
    }

    /// Unless it is not in the trash, or was sent again.
    private void restore(String trace) {
        try {
            deletion.restore(tracer.caller, trace);
        } catch (ApiException refusal) {
            assertThat(refusal.code()).isIn(ErrorCode.RESOURCE_ALREADY_EXISTS, ErrorCode.RESOURCE_DOES_NOT_EXIST);
        }
    }

    @Test
    void manyTracesAreDeletedByTheirIds() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 450; i++) {
            ids.add(Tracer.traceId());
            tracer.start(Tracer.told(experiment, ids.getLast(), Map.of(), Map.of()));
        }
        List<String> asked = new ArrayList<>(ids);
        asked.addAll(ids.reversed());
        asked.add("tr-unknown");

        assertThat(deletion.delete(tracer.caller, new DeleteTraces(experiment, null, null, asked))
                        .tracesDeleted())
                .isEqualTo(450);
    }

    @Test
    void aTraceIsLinkedToItsRunOrDeleted() throws InterruptedException {
        String run = run();
        for (int round = 0; round < ROUNDS; round++) {
            String deleted = Tracer.traceId();
            String kept = Tracer.traceId();
            send(span(bytes(deleted), 1, 0, "root"), span(bytes(kept), 1, 0, "root"));

            List<Object> outcomes = Together.run(
                    4,
                    number -> task(() -> {
                        switch (number) {
                            case 0 -> delete(deleted);
                            case 1 -> links.toRun(tracer.caller, run, List.of(deleted, kept));
                            default -> links.toRun(tracer.caller, run, List.of(kept, deleted));
                        }
                    }));

            assertThat(Together.failures(outcomes)).isEmpty();
        }
        assertThat(database.<Long>read(tx -> tx.number("SELECT count(*) FROM trace_runs WHERE run_id = ?", run)))
                .isGreaterThanOrEqualTo(ROUNDS);
        assertNothingIsLeftOver();
    }

    private String run() {
        String run = UUID.randomUUID().toString().replace("-", "");
        database.write(tx -> tx.update("""
                INSERT INTO runs (run_id, experiment_id, name, user_id, status, start_time, lifecycle_stage, artifact_uri)
                VALUES (?, ?, 'r', 'u', 'RUNNING', 0, 'active', 'mlflow-artifacts:/r')
                """, run, Long.parseLong(experiment)));
        return run;
    }

    @Test
    void aTraceOfAnotherWorkspaceIsNeitherChangedNorShown() {
        Tracer stranger = new Tracer(database);
        String trace = Tracer.traceId();
        stranger.start(Tracer.told(stranger.experiment(), trace, Map.of(), Map.of()));

        Throwable refusal =
                org.assertj.core.api.Assertions.catchThrowable(() -> send(span(bytes(trace), 1, 0, "mine")));

        assertThat(refusal)
                .isInstanceOfSatisfying(
                        ApiException.class,
                        missing -> assertThat(missing.code()).isEqualTo(ErrorCode.RESOURCE_DOES_NOT_EXIST));
    }
}
