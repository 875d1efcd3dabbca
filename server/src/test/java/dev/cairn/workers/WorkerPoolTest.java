package dev.cairn.workers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.config.PythonModelConfig;
import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.scoring.invocation.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of requests and processes where one is lost, or has more to say than it may.
@Timeout(60)
final class WorkerPoolTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    /// Ends when it is told to, and otherwise answers with so many MiB for each row.
    private static final String CODE = """
            import os, time
            home = os.environ["HOME"]
            if os.path.exists(os.path.join(home, "gone")):
                raise ValueError("the weights are gone")
            def predict(rows):
                rows = list(rows)
                print("predicted", len(rows), flush=True)
                while rows[0] == "hold" and not os.path.exists(os.path.join(home, "go")):
                    time.sleep(0.01)
                if rows[0] == "vanish":
                    while not os.path.exists(os.path.join(home, "go")):
                        time.sleep(0.01)
                    open(os.path.join(home, "gone"), "w").close()
                if rows[0] in ("leave", "vanish"):
                    os._exit(7)
                return ["x" * (row << 20) if type(row) is int else row for row in rows]
            """;

    @TempDir
    Path folder;

    private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
    private final Variables variables = new Variables();
    private Duration answering = LONG;
    private Path python;
    private Path model;
    private WorkFolder work;

    /// Variables that cannot be read for a while, as if there were no room for one more thread.
    private static final class Variables extends AbstractMap<String, String> {
        private volatile boolean areOutOfReach;

        @Override
        public Set<Map.Entry<String, String>> entrySet() {
            if (areOutOfReach) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return Set.of();
        }
    }

    @BeforeEach
    void makeModel() throws IOException {
        python = TestPython.make(folder.resolve("python")).interpreter();
        model = Files.createDirectory(folder.resolve("model"));
        Files.writeString(model.resolve("model.py"), CODE);
        work = WorkFolder.create(model, folder);
    }

    private WorkerPool start() throws IOException, WorkerException {
        return start(log::add, "{}");
    }

    /// @param metadata that the model was logged with
    private WorkerPool start(Consumer<String> lines, String metadata) throws IOException, WorkerException {
        PythonModelConfig config = new PythonModelConfig(
                PythonModelConfig.Use.ON,
                Optional.of(python),
                folder,
                false,
                false,
                new PythonModelConfig.Limits(2L << 30, 500, LONG, answering, 1L << 30));
        return WorkerPool.start(
                new Launch(python, model, work, 1, variables, config, ModelLog.of(lines)),
                new WorkerPool.Count(1, 0),
                new WorkerPool.Asking(BatchSize.of(Json.readTree(metadata.getBytes(UTF_8)), false), Optional.empty()));
    }

    private static Reply ask(WorkerPool pool, String row, Runnable begins) {
        byte[] body = "{\"inputs\": [%s]}".formatted(row).getBytes(UTF_8);
        return pool.ask(Request.of(Answer.JSON, body), begins).reply();
    }

    private static Reply ask(WorkerPool pool, String row) {
        return ask(pool, row, () -> {});
    }

    /// Asks on a thread of its own, until the process has the request.
    private static FutureTask<Reply> given(WorkerPool pool, String row) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        FutureTask<Reply> reply = new FutureTask<>(() -> ask(pool, row, begun::countDown));
        Thread.ofVirtual().start(reply);
        begun.await();
        return reply;
    }

    /// Asks on a thread of its own, until the request waits behind others.
    private static FutureTask<Reply> waiting(WorkerPool pool, String row) {
        return Waits.begin(() -> ask(pool, row));
    }

    /// Asks for all rows at once, each by a request of its own, of a process that goes on afterwards.
    private List<Reply> askedTogether(WorkerPool pool, String... rows) throws Exception {
        FutureTask<Reply> held = given(pool, "\"hold\"");
        List<FutureTask<Reply>> behind =
                Stream.of(rows).map(row -> waiting(pool, row)).toList();
        goOn();
        List<Reply> replies = new ArrayList<>();
        for (FutureTask<Reply> each : behind) {
            replies.add(each.get());
        }
        assertThat(held.get().status()).isEqualTo(Answer.OK);
        while (!log.contains("predicted " + rows.length)) {
            LockSupport.parkNanos(1_000_000);
        }
        assertNoneHasEnded();
        return replies;
    }

    private static void assertRefused(FutureTask<Reply> reply, ErrorCode code, String why) {
        assertThatThrownBy(reply::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code))
                .hasMessageContaining(why);
    }

    /// Asks until a process is there again.
    private static Reply awaited(WorkerPool pool, String row) {
        while (true) {
            try {
                return ask(pool, row);
            } catch (ApiException notYet) {
                LockSupport.parkNanos(20_000_000);
            }
        }
    }

    private void goOn() throws IOException {
        Files.createFile(work.path().resolve("go"));
    }

    private void assertNoneHasEnded() {
        assertThat(log).noneMatch(line -> line.contains("Another one is started"));
    }

    private static void assertHasMebibytes(Reply reply, int most) {
        assertThat(reply.status()).isEqualTo(Answer.OK);
        assertThat(reply.body().length).isBetween(most << 20, (most << 20) + 100);
    }

    private static void assertIsTooLarge(Reply reply) {
        assertThat(reply.status()).isEqualTo(500);
        assertThat(new String(reply.body(), UTF_8)).contains("INTERNAL_ERROR", "larger than 64 MiB");
    }

    @Test
    void aProcessThatAnErrorKeptFromBeingStartedIsStartedLater() throws Exception {
        try (WorkerPool pool = start()) {
            variables.areOutOfReach = true;
            assertThatThrownBy(() -> ask(pool, "\"leave\"")).hasMessageContaining("exit code 7");
            while (pool.trouble().isEmpty()) {
                LockSupport.parkNanos(1_000_000);
            }
            assertThat(pool.trouble()).contains("unable to create native thread");
            assertThatThrownBy(() -> ask(pool, "0")).hasMessageContaining("cannot be started again");
            variables.areOutOfReach = false;

            assertThat(awaited(pool, "0").status()).isEqualTo(Answer.OK);
        }
    }

    @Test
    void aProcessIsStartedAgainAlsoWhereAnErrorKeepsThatFromBeingTold() throws Exception {
        AtomicBoolean hasFailed = new AtomicBoolean();
        Consumer<String> failing = line -> {
            if (line.contains("Another one is started") && hasFailed.compareAndSet(false, true)) {
                throw new OutOfMemoryError("no room for a line");
            }
        };
        try (WorkerPool pool = start(failing, "{}")) {
            assertThatThrownBy(() -> ask(pool, "\"leave\"")).hasMessageContaining("exit code 7");

            assertThat(awaited(pool, "0").status()).isEqualTo(Answer.OK);
            assertThat(hasFailed).isTrue();
        }
    }

    @Test
    void requestsThatNoProcessHadMayComeAgainWhereNoneCanBeStarted() throws Exception {
        try (WorkerPool pool = start()) {
            FutureTask<Reply> lost = given(pool, "\"vanish\"");
            FutureTask<Reply> behind = waiting(pool, "0");
            goOn();

            assertRefused(lost, ErrorCode.INTERNAL_ERROR, "exit code 7");
            assertRefused(
                    behind,
                    ErrorCode.TEMPORARILY_UNAVAILABLE,
                    "The model cannot be started again: ValueError: the weights are gone");
        }
    }

    @Test
    void requestsThatNoProcessHadMayComeAgainWhereTheModelIsClosed() throws Exception {
        WorkerPool pool = start();
        FutureTask<Reply> held = given(pool, "\"hold\"");
        FutureTask<Reply> behind = waiting(pool, "0");
        pool.close();

        assertRefused(held, ErrorCode.INTERNAL_ERROR, "The model did not answer.");
        assertRefused(behind, ErrorCode.TEMPORARILY_UNAVAILABLE, "not served any more");
    }

    @Test
    void whatAProcessHasIsWaitedForUntilThatAnswersOrIsEnded() throws Exception {
        answering = Duration.ofMillis(50);
        AtomicBoolean hasBegun = new AtomicBoolean();
        try (WorkerPool pool = start()) {
            FutureTask<Reply> reply;
            do { // until the process had time for it
                reply = new FutureTask<>(() -> {
                    Thread asker = Thread.currentThread();
                    return ask(pool, "\"hold\"", () -> {
                        hasBegun.set(true);
                        awaitPatience(asker);
                    });
                });
                Thread.ofVirtual().start(reply).join();
            } while (!hasBegun.get());

            assertRefused(reply, ErrorCode.INTERNAL_ERROR, "It did not answer in time.");
        }
    }

    /// Returns once a thread has no bound to its waiting any more, or has ended.
    private static void awaitPatience(Thread asker) {
        while (asker.getState() != Thread.State.WAITING && asker.isAlive()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /// Whether processes run that were started with the folder of the test.
    private boolean areProcessesThere() {
        String text = folder.toString();
        return ProcessHandle.allProcesses()
                .anyMatch(each -> each.info().commandLine().orElse("").contains(text));
    }

    @Test
    void theLastWordsOfAModelThatCannotBeLoadedAreInItsLogHoweverLateTheyAreRead() throws Exception {
        Files.writeString(model.resolve("model.py"), """
                for number in range(4000):
                    print("word", number)
                raise ValueError("the weights are gone")
                """);
        Consumer<String> late = line -> {
            while (log.isEmpty() && areProcessesThere()) {
                LockSupport.parkNanos(1_000_000);
            }
            log.add(line);
        };
        assertThatThrownBy(() -> start(late, "{}")).hasMessageContaining("the weights are gone");

        assertThat(log).contains("word 0", "word 3999", "ValueError: the weights are gone");
    }

    @Test
    void anAnswerThatIsTooLargeIsRefusedAndTheProcessGoesOn() throws Exception {
        try (WorkerPool pool = start()) {
            assertIsTooLarge(ask(pool, "64"));
            assertHasMebibytes(ask(pool, "63"), 63);
            assertNoneHasEnded();
        }
    }

    private static final String TOGETHER = "{\"cairn_batch\": \"rows\", \"cairn_batch_ms\": 60000}";

    @Test
    void ofRequestsThatAreAskedTogetherOnlyTheAnswerThatIsTooLargeIsRefused() throws Exception {
        try (WorkerPool pool = start(log::add, TOGETHER)) {
            List<Reply> replies = askedTogether(pool, "1", "65", "2");

            assertHasMebibytes(replies.get(0), 1);
            assertIsTooLarge(replies.get(1));
            assertHasMebibytes(replies.get(2), 2);
        }
    }

    @Test
    void answersThatAreTooLargeTogetherComeOneByOne() throws Exception {
        try (WorkerPool pool = start(log::add, TOGETHER)) {
            List<Reply> replies = askedTogether(pool, "30", "40", "35", "1");

            assertHasMebibytes(replies.get(0), 30);
            assertHasMebibytes(replies.get(1), 40);
            assertHasMebibytes(replies.get(2), 35);
            assertHasMebibytes(replies.get(3), 1);
        }
    }
}
