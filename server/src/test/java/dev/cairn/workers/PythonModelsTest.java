package dev.cairn.workers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.cairn.config.PythonModelConfig;
import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import dev.cairn.scoring.Column;
import dev.cairn.scoring.ModelFolder;
import dev.cairn.scoring.ModelFormatException;
import dev.cairn.scoring.Predictions;
import dev.cairn.scoring.Tensor;
import dev.cairn.scoring.invocation.Answer;
import dev.cairn.scoring.invocation.Asker;
import dev.cairn.scoring.invocation.Servable;
import java.io.IOException;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What processes do with models that behave badly; what the real MLflow answers is held against Cairn where its
/// clients
/// are.
@Timeout(120)
final class PythonModelsTest {
    private static final String DOUBLES = "def predict(rows):\n    return [2 * row for row in rows]\n";
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int TASKS = 60;

    @TempDir
    Path folder;

    private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private String flavor = "its.own";
    private String metadata = "{}";
    private int spares;
    private String example = "{\"inputs\": [1]}";
    private Path python;
    private Path packages;
    private Path data;

    @BeforeEach
    void makePython() throws IOException {
        data = folder.resolve("data");
        TestPython made = TestPython.make(folder.resolve("python"));
        python = made.interpreter();
        packages = made.packages();
    }

    private Servable open(String code) throws IOException {
        return open(code, 1, 1L << 30, LONG);
    }

    private Servable open(String code, int processes, long memory, Duration answering) throws IOException {
        Path model = Files.createDirectory(folder.resolve("model"));
        Files.writeString(model.resolve("MLmodel"), """
                flavors:
                  python_function:
                    loader_module: %s
                metadata: %s
                saved_input_example_info:
                  artifact_path: example.json
                  serving_input_path: serving.json
                  type: json_object
                """.formatted(flavor, metadata));
        Files.writeString(model.resolve("serving.json"), example);
        Files.writeString(model.resolve("model.py"), code);
        PythonModelConfig config = new PythonModelConfig(
                PythonModelConfig.Use.ON,
                Optional.of(python),
                data,
                false,
                false,
                spares,
                new PythonModelConfig.Limits(memory, TASKS, LONG, answering, 1L << 30));
        try (PythonModels models = new PythonModels(config)) {
            return models.open(ModelFolder.open(model), processes, Map.of(), ModelLog.of(log::add), closed::countDown);
        } catch (NotReadyException noEnvironmentIsMade) {
            throw new AssertionError(noEnvironmentIsMade);
        }
    }

    private static Answer ask(Servable model, String inputs) {
        return model.answer("{\"inputs\": %s}".formatted(inputs).getBytes(UTF_8), Answer.JSON);
    }

    private static String predictions(Servable model, String inputs) {
        Answer answer = ask(model, inputs);
        assertThat(answer.status()).isEqualTo(Answer.OK);
        return new String(answer.body(), UTF_8);
    }

    /// Asks on a thread of its own, until the request waits for a process or is held by its asker.
    private static FutureTask<Answer> waiting(Servable model, String inputs, Asker asker) {
        byte[] body = "{\"inputs\": %s}".formatted(inputs).getBytes(UTF_8);
        return Waits.begin(() -> model.answer(body, Answer.JSON, asker));
    }

    /// Asks until a process is there again.
    private static String awaited(Servable model, String inputs) {
        while (true) {
            try {
                return predictions(model, inputs);
            } catch (ApiException notYet) {
                LockSupport.parkNanos(50_000_000);
            }
        }
    }

    @Test
    void aModelAnswersUntilItIsClosed() throws IOException, InterruptedException {
        try (Servable model = open(DOUBLES)) {
            assertThat(predictions(model, "[1, 2.5]")).isEqualTo("{\"predictions\": [2, 5.0]}");
            assertThat(closed.getCount()).isEqualTo(1);
        }
        closed.await();
    }

    @Test
    void tensorsOfTheInferenceProtocolAreScoredToo() throws IOException {
        try (Servable model = open(DOUBLES)) {
            Tensor tensor = new Tensor(List.of(2), new Column.Doubles(DoubleBuffer.wrap(new double[] {1.5, 2})));

            assertThat(model.score(tensor))
                    .isEqualTo(new Predictions.Plain(
                            new Tensor(List.of(2), new Column.Doubles(DoubleBuffer.wrap(new double[] {3, 4})))));
        }
    }

    @Test
    void aModelThatCannotBeLoadedSaysWhy() {
        assertThatThrownBy(() -> open("raise ValueError('no weights')"))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("ValueError: no weights");
        assertThat(log).anyMatch(line -> line.contains("Traceback"));
    }

    @Test
    void aModelThatLeavesWhileItIsLoadedSaysSo() {
        assertThatThrownBy(() -> open("import os\nos._exit(3)"))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("exit code 3");
    }

    @Test
    void aProcessThatEndsTakesItsOwnRequestOnly() throws IOException {
        try (Servable model = open("""
                import os
                def predict(rows):
                    if rows == ["leave"]:
                        os._exit(7)
                    return rows
                """)) {
            assertThatThrownBy(() -> ask(model, "[\"leave\"]"))
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("exit code 7");
            assertThat(awaited(model, "[1]")).contains("[1]");
        }
    }

    @Test
    void aSpareProcessThatWasTriedTakesThePlaceOfOneThatEnds() throws IOException {
        spares = 1;
        try (Servable model = open("""
                import os, uuid
                home, me = os.environ["HOME"], "tried-" + uuid.uuid4().hex
                kept = bytearray(b"x" * (40 << 20))
                def predict(rows):
                    if rows == [1]:
                        open(os.path.join(home, me), "w").close()
                    if rows == ["leave"]:
                        os._exit(7)
                    return [me, home]
                """)) {
            JsonNode first = Json.read(ask(model, "[1]").body(), JsonNode.class).path("predictions");
            Path home = Path.of(first.get(1).asString());
            List<String> tried = tried(home);
            while (tried.size() < 2) {
                LockSupport.parkNanos(10_000_000);
                tried = tried(home);
            }
            assertThat(model.bytesElsewhere()).isGreaterThan(2 * (40L << 20));
            for (int i = 0; i < 5; i++) {
                assertThat(predictions(model, "[2]")).contains(first.get(0).asString());
            }
            assertThatThrownBy(() -> ask(model, "[\"leave\"]")).hasMessageContaining("exit code 7");

            assertThat(Json.read(ask(model, "[2]").body(), JsonNode.class)
                            .at("/predictions/0")
                            .asString())
                    .isIn(tried)
                    .isNotEqualTo(first.get(0).asString());
        }
    }

    private static List<String> tried(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("tried-"))
                    .toList();
        }
    }

    @Test
    void aModelThatItsExampleEndsAnswersBesideItsSpare() throws IOException {
        spares = 1;
        try (Servable model = open("""
                import os
                def predict(rows):
                    if rows == [1]:
                        os._exit(5)
                    return rows
                """)) {
            while (log.stream().noneMatch(line -> line.contains("exit code 5"))) {
                LockSupport.parkNanos(10_000_000);
            }
            assertThat(predictions(model, "[2]")).contains("[2]");
        }
    }

    @Test
    void aModelThatNeverAnswersIsEnded() throws IOException {
        try (Servable model = open("""
                import time
                def predict(rows):
                    while rows == ["wait"]:
                        time.sleep(1)
                    return rows
                """, 1, 1L << 30, Duration.ofSeconds(2))) {
            assertThatThrownBy(() -> ask(model, "[\"wait\"]"))
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("did not answer in time");
            assertThat(awaited(model, "[1]")).contains("[1]");
        }
    }

    @Test
    void aModelThatTakesTooMuchMemoryIsEnded() throws IOException {
        try (Servable model = open("""
                import time
                kept = []
                def predict(rows):
                    while rows == ["grow"]:
                        kept.append(bytearray(b"x" * (20 << 20)))
                        time.sleep(0.02)
                    return rows
                """, 1, 300L << 20, LONG)) {
            assertThatThrownBy(() -> ask(model, "[\"grow\"]"))
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("memory");
            assertThat(awaited(model, "[1]")).contains("[1]");
        }
    }

    @Test
    void whatAModelPrintsIsReadAndCut() throws IOException {
        try (Servable model = open("""
                def predict(rows):
                    print("x" * 50_000_000)
                    print("said")
                    return rows
                """)) {
            assertThat(predictions(model, "[1]")).contains("[1]");
            while (!log.contains("said")) {
                LockSupport.parkNanos(10_000_000);
            }
            assertThat(log).allMatch(line -> line.length() <= 2_000);
        }
    }

    @Test
    void aModelThatFailsIsToldOfWithoutItsTrace() throws IOException {
        try (Servable model = open("def predict(rows):\n    return rows[7]\n")) {
            Answer answer = ask(model, "[1]");

            assertThat(answer.status()).isEqualTo(500);
            assertThat(new String(answer.body(), UTF_8)).contains("IndexError").doesNotContain("Traceback");
            assertThat(predictions(model, "[0, 0, 0, 0, 0, 0, 0, 9]")).contains("9");
        }
    }

    @Test
    void aModelReachesNoOtherMachineAndHasNoneOfTheServersVariables() throws IOException {
        try (Servable model = open("""
                import os, socket
                def predict(rows):
                    with socket.socket() as s:
                        reached = s.connect_ex(("127.0.0.1", rows[0]))
                    return [sorted(os.environ), reached != 0]
                """)) {
            try (java.net.ServerSocket listening = new java.net.ServerSocket(0)) {
                String answer = predictions(model, "[%d]".formatted(listening.getLocalPort()));
                assertThat(answer).endsWith(isShutIn() ? "true]}" : "false]}").doesNotContain("MAVEN", "JAVA_HOME");
            }
        }
    }

    @Test
    void theMemoryOfItsProcessesIsTold() throws IOException {
        try (Servable model = open("kept = bytearray(b'x' * (40 << 20))\n" + DOUBLES, 2, 1L << 30, LONG)) {
            assertThat(model.bytesElsewhere()).isGreaterThan(2 * (40L << 20));
        }
    }

    @Test
    void theMemoryOfAModelIsNotThatOfTheProcessesThatWaitForIt() throws IOException {
        try (Servable model = open(DOUBLES)) {
            long told = model.bytesElsewhere();
            long largest = running(folder.toString()).stream()
                    .mapToLong(each -> Processes.taken(Stream.of(each.pid())).bytes())
                    .max()
                    .orElseThrow();

            assertThat(told).isPositive().isLessThanOrEqualTo(largest);
        }
    }

    @Test
    void whatProcessesOfAModelHaveInCommonIsCountedOnceWhereTheSystemTellsIt() throws IOException {
        try (Servable model = open("""
                import os, time
                kept = bytearray(b"x" * (100 << 20))
                for _ in range(3):
                    if os.fork() == 0:
                        time.sleep(1000)
                """ + DOUBLES)) {
            boolean isTold = Processes.parts(running(folder.toString()).stream().map(ProcessHandle::pid))
                    .isPresent();

            assertThat(model.bytesElsewhere())
                    .isBetween(isTold ? 100L << 20 : 400L << 20, isTold ? 200L << 20 : 800L << 20);
        }
    }

    @Test
    void aRequestThatWaitsForAProcessHasNotBegun() throws Exception {
        Path go = folder.resolve("model/go"); // it sees nothing else there
        try (Servable model = open("""
                        import os, time
                        def predict(rows):
                            while not os.path.exists("%s"):
                                time.sleep(0.01)
                            return rows
                        """.formatted(go))) {
            CountDownLatch begun = new CountDownLatch(1);
            AtomicBoolean isBegun = new AtomicBoolean();
            Future<Answer> working = waiting(model, "[1]", begun::countDown);
            begun.await();
            Future<Answer> waiting = waiting(model, "[1]", () -> isBegun.set(true));

            assertThat(isBegun).isFalse();
            Files.createFile(go);
            assertThat(waiting.get().status()).isEqualTo(Answer.OK);
            assertThat(working.get().status()).isEqualTo(Answer.OK);
            assertThat(isBegun).isTrue();
        }
    }

    /// Whether the system let all be taken away that a model needs not.
    private boolean isShutIn() {
        return log.stream().noneMatch(line -> line.contains("cannot be"));
    }

    @Test
    void aModelHasItsOwnFilesAndNoOthersOfTheServer() throws IOException {
        data = folder;
        Path secret = Files.writeString(folder.resolve("secret"), "of the server");
        try (Servable model = open("""
                import ctypes, os
                def can(what, *arguments):
                    try:
                        what(*arguments)
                        return "can"
                    except OSError:
                        return "cannot"
                def unmount(path):
                    if ctypes.CDLL(None).umount2(path.encode(), 2) != 0:
                        raise OSError
                def predict(rows):
                    secret = rows[0]
                    folder = os.path.dirname(secret)
                    return [
                        can(unmount, folder),
                        can(open, secret),
                        can(open, os.path.relpath(secret)),
                        can(open, "/proc/%d/environ" % os.getppid()),
                        can(open, "/proc/%d/root%s" % (os.getppid(), secret)),
                        can(open, os.path.join(folder, "model", "model.py")),
                        can(open, "of-its-own", "w"),
                    ]
                """)) {
            String answer = predictions(model, "[\"%s\"]".formatted(secret));

            assertThat(answer).endsWith("\"can\", \"can\"]}");
            if (isShutIn()) {
                assertThat(answer.split("\"cannot\"", -1)).hasSize(6);
            }
        }
    }

    @Test
    void aModelOfSomebodysFolderIsOnlyRead() throws IOException {
        Path work;
        try (Servable model = open("import os\ndef predict(rows):\n    open('kept', 'w')\n    return os.getcwd()\n")) {
            work = Path.of(
                    Json.readTree(ask(model, "[1]").body()).path("predictions").asString());
            assertThat(work.resolve("kept")).exists();
            assertThat(work.startsWith(folder.toRealPath())).isFalse();
            assertThat(children(folder.resolve("model")))
                    .containsExactlyInAnyOrder("MLmodel", "model.py", "serving.json");
        }
        assertThat(work).doesNotExist();
    }

    @Test
    void aModelThatTheServerFetchedWritesWhereOtherModelsDoNotLook() throws IOException {
        data = folder;
        try (Servable model = open("import os\ndef predict(rows):\n    return os.getcwd()\n")) {
            assertThat(predictions(model, "[1]"))
                    .contains(folder.resolve("model").toRealPath() + "/");
        }
        assertThat(children(folder.resolve("model"))).hasSize(3);
    }

    @Test
    void onnxRuntimeOfAModelTellsItsMakerNothing() throws IOException {
        try (Servable model = open("import os\ndef predict(rows):\n    return os.environ['ORT_DISABLE_TELEMETRY']\n")) {
            assertThat(predictions(model, "[1]")).contains("\"1\"");
        }
    }

    private static List<String> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.map(path -> String.valueOf(path.getFileName())).toList();
        }
    }

    @Test
    void aModelWritesNothingThatAnotherProcessRuns() throws IOException {
        try (Servable model = open("""
                import os, sys
                def attempt(what, *arguments):
                    try:
                        what(*arguments)
                        return "can"
                    except OSError:
                        return "cannot"
                def replaced(path):
                    os.rename(path, path + ".old")
                def predict(rows):
                    return [
                        attempt(open, os.path.join(rows[0], "evil.pth"), "w"),
                        attempt(replaced, sys.prefix),
                        attempt(open, os.__file__, "a"),
                        attempt(open, os.path.join(rows[1], "model.py"), "a"),
                        attempt(os.symlink, rows[0], os.path.join(rows[1], "link")),
                        os.listdir("."),
                        attempt(open, "of-its-own", "w"),
                        attempt(open, "/dev/shm/shared", "w"),
                    ]
                """)) {
            String answer = predictions(model, "[\"%s\", \"%s\"]".formatted(packages, folder.resolve("model")));

            assertThat(answer).endsWith("[], \"can\", \"can\"]}");
            if (isShutIn()) {
                assertThat(answer.split("\"cannot\"", -1)).hasSize(6);
            }
        }
    }

    @Test
    void whatPackagesDoByThemselvesIsDoneInsideToo() throws IOException {
        data = folder;
        Path secret = Files.writeString(folder.resolve("secret"), "of the server");
        Files.writeString(
                packages.resolve("early.pth"),
                "import os; os.environ['SEEN'] = str(os.path.exists('%s'))".formatted(secret));
        try (Servable model = open("import os\ndef predict(rows):\n    return os.environ['SEEN']\n")) {
            assertThat(predictions(model, "[1]")).contains(isShutIn() ? "False" : "True");
        }
    }

    @Test
    void whoeverCallsInThePlaceOfAProcessIsSentAway() throws Exception {
        Path wrapper = folder.resolve("caller");
        Files.writeString(wrapper, """
                #!/bin/sh
                '%s' -c 'import socket, struct, sys
                for said in (b"R", b"T" + b"0" * 36, b""):
                    caller = socket.socket(socket.AF_UNIX)
                    caller.connect(sys.argv[1])
                    caller.sendall(struct.pack(">I", len(said)) + said)
                ' "$6"
                exec '%s' "$@"
                """.formatted(python, python));
        assertThat(wrapper.toFile().setExecutable(true)).isTrue();
        python = wrapper;
        try (Servable model = open(DOUBLES)) {
            assertThat(predictions(model, "[2]")).isEqualTo("{\"predictions\": [4]}");
        }
    }

    private static final String NUMBERS =
            "import os\ndef predict(rows):\n    return [os.getpid(), int(os.readlink('/proc/self'))]\n";

    private static void assertItIsUnderItsOwnNumber(Servable model) {
        JsonNode numbers = Json.read(ask(model, "[1]").body(), JsonNode.class).path("predictions");
        assertThat(numbers.get(0).asInt()).isPositive().isEqualTo(numbers.get(1).asInt());
    }

    @Test
    void aModelSeesItselfUnderItsOwnNumber() throws IOException {
        try (Servable model = open(NUMBERS)) {
            assertItIsUnderItsOwnNumber(model);
        }
    }

    /// Where something of the list is covered, as container runtimes do, the system gives no other list to who may not
    /// see that.
    @Test
    void aModelThatCanHaveNoListOfProcessesOfItsOwnHasTheirNumbersToo() throws Exception {
        Path wrapper = folder.resolve("covering");
        Files.writeString(wrapper, """
                #!/bin/sh
                if unshare -rm mount --bind /dev/null /proc/version; then
                    echo "the list is covered"
                    exec unshare -rm sh -c 'mount --bind /dev/null /proc/version && exec "$0" "$@"' '%s' "$@"
                fi
                exec '%s' "$@"
                """.formatted(python, python));
        assertThat(wrapper.toFile().setExecutable(true)).isTrue();
        python = wrapper;
        try (Servable model = open(NUMBERS)) {
            assertItIsUnderItsOwnNumber(model);
            assumeThat(log)
                    .as("whoever may not cover anything has nothing to see here")
                    .contains("the list is covered");
            assertThat(log).anyMatch(line -> line.startsWith("The model gets no list of processes of its own: "));
        }
        assertNoneIsLeft(folder.toString());
    }

    @Test
    void theProcessesOfAModelReachEachOther() throws IOException {
        try (Servable model = open("""
                import socket
                def predict(rows):
                    with socket.create_server(("127.0.0.1", 0)) as s, socket.create_connection(s.getsockname()):
                        return rows
                """)) {
            assertThat(predictions(model, "[1]")).contains("[1]");
        }
    }

    @Test
    void manyRequestsAreSharedAmongProcesses() throws Exception {
        try (Servable model =
                        open("import os\ndef predict(rows):\n    return [os.getpid()] + rows\n", 2, 1L << 30, LONG);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = IntStream.range(0, 200)
                    .mapToObj(i -> callers.submit(() -> predictions(model, "[%d]".formatted(i))))
                    .toList();
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).endsWith(", %d]}".formatted(i));
            }
        }
    }

    @Test
    void requestsThatWaitAreAnsweredTogetherAndEachGetsItsOwn() throws Exception {
        flavor = "mlflow.sklearn";
        metadata = "{cairn_batch_ms: 60000}";
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> goOn = new CompletableFuture<>();
        try (Servable model = open("""
                def predict(rows):
                    rows = list(rows)
                    if "bad" in rows:
                        raise ValueError("bad")
                    print("predicted", len(rows), flush=True)
                    return [2 * row for row in rows]
                """)) {
            Future<Answer> held = waiting(model, "[-1]", () -> {
                begun.countDown();
                goOn.join();
            });
            begun.await();
            List<FutureTask<Answer>> answers = IntStream.range(0, 20)
                    .mapToObj(i -> waiting(model, "[%d, %d]".formatted(i, i + 100), () -> {}))
                    .toList();
            Future<Answer> bad = waiting(model, "[\"bad\"]", () -> {});
            goOn.complete(true);
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get().body())
                        .asString(UTF_8)
                        .isEqualTo("{\"predictions\": [%d, %d]}".formatted(2 * i, 2 * (i + 100)));
            }
            assertThat(held.get().body()).asString(UTF_8).contains("[-2]");
            assertThat(bad.get().status()).isEqualTo(500);
            while (log.stream().noneMatch(PythonModelsTest::isOfSeveral)) {
                LockSupport.parkNanos(10_000_000);
            }
        } finally {
            goOn.complete(true);
        }
    }

    /// Whether a line tells of more rows than the largest of the requests has.
    private static boolean isOfSeveral(String line) {
        return line.startsWith("predicted ") && Integer.parseInt(line.substring(10)) > 2;
    }

    @Test
    void requestsToAProgramOfSomebodysOwnAreNeverPutTogether() throws Exception {
        try (Servable model = open("""
                        import time
                        def predict(rows):
                            time.sleep(0.02)
                            print("predicted", len(rows), flush=True)
                            return rows
                        """);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = IntStream.range(0, 20)
                    .mapToObj(i -> callers.submit(() -> predictions(model, "[%d]".formatted(i))))
                    .toList();
            for (Future<String> answer : answers) {
                assertThat(answer.get()).isNotEmpty();
            }
        }
        assertThat(log).filteredOn(line -> line.startsWith("predicted")).allMatch(line -> line.equals("predicted 1"));
    }

    @Test
    void aModelWhoseExampleEndsItIsServedWithoutIt() throws IOException {
        example = "{\"inputs\": [\"leave\"]}";
        try (Servable model = open("""
                import os
                def predict(rows):
                    if rows == ["leave"]:
                        os._exit(7)
                    return rows
                """)) {
            assertThat(model.warmUp()).isFalse();
            assertThat(awaited(model, "[1]")).contains("[1]");
        }
    }

    /// Processes of this machine that were started with a text.
    private static List<ProcessHandle> running(String text) {
        return ProcessHandle.allProcesses()
                .filter(each -> each.info().commandLine().orElse("").contains(text))
                .toList();
    }

    /// What was ended is there until it gets a processor once more. To end by itself it would take
    /// longer than a test may.
    private static void assertNoneIsLeft(String text) throws Exception {
        for (ProcessHandle each : running(text)) {
            each.onExit().get();
        }
        assertThat(running(text)).isEmpty();
    }

    @Test
    void theProcessesEndWithTheModel() throws Exception {
        try (Servable model = open(DOUBLES)) {
            assertThat(predictions(model, "[1]")).contains("[2]");
            assertThat(running(folder.toString())).isNotEmpty();
        }
        assertNoneIsLeft(folder.toString());
    }

    /// A model that starts others, each of which has left it, its group and its session. It goes on when they are what
    /// they are to be: then the end of the pipe is closed.
    ///
    /// @param seconds that they sleep
    private static String leaving(String seconds) {
        return """
                import os, sys, time
                def leave():
                    read, write = os.pipe()
                    if os.fork() == 0:
                        os.setsid()
                        if os.fork() == 0:
                            os.execv("/bin/sleep", ["sleep", "%s"])
                        os._exit(0)
                    os.wait()
                    os.close(write)
                    os.read(read, 1)
                    os.close(read)
                def predict(rows):
                    for _ in range(abs(rows[0])):
                        leave()
                    while rows[0] > 1:
                        time.sleep(1)
                    if rows[0] < 0:
                        os._exit(3)
                    return rows
                """.formatted(seconds);
    }

    /// As no other process sleeps: that is what those are known by which a model has left behind.
    /// Each is a program by itself, without a shell, which for a moment is there twice when it
    /// starts one.
    private static String seconds() {
        return "1000." + UUID.randomUUID().toString().replaceAll("\\D", "");
    }

    /// Those that were started with a text, once there are some.
    private static List<ProcessHandle> begun(String text) {
        List<ProcessHandle> found = running(text);
        while (found.isEmpty()) {
            LockSupport.parkNanos(1_000_000);
            found = running(text);
        }
        return found;
    }

    @Test
    void whatLeavesAModelEndsWithIt() throws Exception {
        String seconds = seconds();
        try (Servable model = open(leaving(seconds))) {
            assertThat(predictions(model, "[1]")).contains("[1]");
            assertThat(begun(seconds)).hasSize(1);
        }
        assertNoneIsLeft(seconds);
    }

    @Test
    void whatLeavesAModelEndsWithItsProcess() throws Exception {
        String seconds = seconds();
        try (Servable model = open(leaving(seconds))) {
            assertThatThrownBy(() -> ask(model, "[-2]")).hasMessageContaining("exit code 3");
            assertNoneIsLeft(seconds);
            assertThat(awaited(model, "[0]")).contains("[0]");
        }
    }

    @Test
    void aModelThatStartsMoreAndMoreProcessesIsEndedWithAllOfThem() throws Exception {
        String seconds = seconds();
        try (Servable model = open(leaving(seconds), 1, 16L << 30, LONG)) {
            assertThatThrownBy(() -> ask(model, "[80]")).hasMessageContaining("more than 60 processes and threads");
            assertNoneIsLeft(seconds);
            assertThat(awaited(model, "[0]")).contains("[0]");
        }
        assertThat(log).anyMatch(line -> line.contains("more than 60 processes and threads"));
    }
}
