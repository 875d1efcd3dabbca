package dev.cairn.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.db.TestDatabase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Writes that carry a key, over HTTP.
@NullMarked
class IdempotencyKeyTest {
    @RegisterExtension
    static final RunningServer SQLITE = new RunningServer(TestDatabase.SQLITE);

    @RegisterExtension
    static final RunningServer POSTGRES = new RunningServer(TestDatabase.POSTGRES);

    private static RunningServer on(TestDatabase kind) {
        return kind == TestDatabase.SQLITE ? SQLITE : POSTGRES;
    }

    private static Reply keyed(RunningServer server, String endpoint, String key, String body) throws IOException {
        return server.send(
                Request.json("POST", RunningServer.API + endpoint, body).with("Idempotency-Key: " + key));
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }

    private static int runsNamed(RunningServer server, String name) throws IOException {
        return server.post(
                        "runs/search",
                        "{\"experiment_ids\": [\"0\"], \"filter\": \"attributes.run_name = '%s'\"}".formatted(name))
                .json()
                .path("runs")
                .size();
    }

    private static String named(String name) {
        return "{\"experiment_id\": \"0\", \"run_name\": \"%s\"}".formatted(name);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aRepeatedWriteHappensOnceAndIsAnsweredAlike(TestDatabase kind) throws IOException {
        String name = newKey();
        String key = newKey();

        Reply first = keyed(on(kind), "runs/create", key, named(name));
        Reply second = keyed(on(kind), "runs/create", key, named(name));

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text()).isEqualTo(first.text()).contains(name);
        assertThat(runsNamed(on(kind), name)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aKeyUsedForAnotherRequestIsRefused(TestDatabase kind) throws IOException {
        String key = newKey();
        String other = newKey();
        keyed(on(kind), "runs/create", key, named(newKey()));

        Reply refused = keyed(on(kind), "runs/create", key, named(other));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.errorCode()).isEqualTo("RESOURCE_CONFLICT");
        assertThat(refused.message()).contains("Use a new key for a new request");
        assertThat(runsNamed(on(kind), other)).isZero();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void theSameRequestWrittenDifferentlyIsARepetition(TestDatabase kind) throws IOException {
        String key = newKey();
        Reply first = keyed(on(kind), "runs/create", key, "{\"experiment_id\":\"0\",\"run_name\":\"odd\"}");

        Reply second =
                keyed(on(kind), "runs/create", "\"" + key + "\"", "{ \"runName\": \"odd\", \"experimentId\": \"0\" }");

        assertThat(second.text()).isEqualTo(first.text());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void twoRoutesMayUseOneKey(TestDatabase kind) throws IOException {
        String key = newKey();
        String run = keyed(on(kind), "runs/create", key, named(newKey()))
                .json()
                .at("/run/info/run_id")
                .asString();

        Reply tagged = keyed(
                on(kind), "runs/set-tag", key, "{\"run_id\": \"%s\", \"key\": \"t\", \"value\": \"v\"}".formatted(run));

        assertThat(tagged.status()).isEqualTo(200);
        assertThat(on(kind).get(RunningServer.API + "runs/get?run_id=" + run).text())
                .contains("{\"key\":\"t\",\"value\":\"v\"}");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aRefusedWriteLeavesItsKeyFree(TestDatabase kind) throws IOException {
        String run = on(kind).createRun();
        String key = newKey();
        String first = "{\"run_id\": \"%s\", \"key\": \"depth\", \"value\": \"3\"}".formatted(run);
        String changed = "{\"run_id\": \"%s\", \"key\": \"depth\", \"value\": \"4\"}".formatted(run);
        on(kind).post("runs/log-parameter", first);

        assertThat(keyed(on(kind), "runs/log-parameter", key, changed).status()).isEqualTo(400);
        assertThat(keyed(on(kind), "runs/log-parameter", key, changed).status()).isEqualTo(400);
        assertThat(keyed(on(kind), "runs/log-parameter", key, first).status()).isEqualTo(200);
    }

    /// A retry that arrives late does not undo what was written in between.
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aLateRepetitionDoesNotBringAnOldValueBack(TestDatabase kind) throws IOException {
        String run = on(kind).createRun();
        String key = newKey();
        String old = "{\"run_id\": \"%s\", \"tags\": [{\"key\": \"phase\", \"value\": \"old\"}]}".formatted(run);
        String now = "{\"run_id\": \"%s\", \"tags\": [{\"key\": \"phase\", \"value\": \"new\"}]}".formatted(run);
        keyed(on(kind), "runs/log-batch", key, old);
        on(kind).post("runs/log-batch", now);

        assertThat(keyed(on(kind), "runs/log-batch", key, old).text()).isEqualTo("{}");

        assertThat(on(kind).get(RunningServer.API + "runs/get?run_id=" + run).text())
                .contains("{\"key\":\"phase\",\"value\":\"new\"}");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void repetitionsAtTheSameTimeHappenOnce(TestDatabase kind)
            throws IOException, InterruptedException, ExecutionException {
        String name = newKey();
        String key = newKey();
        List<String> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> replies = IntStream.range(0, 16)
                    .mapToObj(i -> callers.submit(() -> keyed(on(kind), "runs/create", key, named(name))))
                    .toList();
            for (Future<Reply> reply : replies) {
                answers.add(reply.get().text());
            }
        }

        assertThat(answers).hasSize(16).containsOnly(answers.getFirst());
        assertThat(answers.getFirst()).contains(name);
        assertThat(runsNamed(on(kind), name)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "a b", "\u00e4"})
    void anOddKeyIsRefusedWithTheReason(String key) throws IOException {
        Reply refused = keyed(SQLITE, "runs/create", key, named(newKey()));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message()).contains("1 to 255 visible ASCII characters");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatIsDoneInSeveralTransactionsTakesNoKey(TestDatabase kind) throws IOException {
        Reply purge = on(kind).send(Request.json("POST", "/api/3.0/cairn/trash/purge", "{\"everything\": true}")
                .with("Idempotency-Key: " + newKey()));
        Reply deletion = keyed(
                on(kind), "traces/delete-traces", newKey(), "{\"experiment_id\": \"0\", \"max_timestamp_millis\": 1}");
        for (Reply refused : List.of(purge, deletion)) {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.message()).contains("send the request without it");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatOnlyLooksKnowsNoKeys(TestDatabase kind) throws IOException {
        String key = newKey();
        String all = "{\"experiment_ids\": [\"0\"]}";
        keyed(on(kind), "runs/search", key, all);
        String run = on(kind).createRun();

        assertThat(keyed(on(kind), "runs/search", key, all).text()).contains(run);
    }
}
