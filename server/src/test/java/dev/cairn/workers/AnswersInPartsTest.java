package dev.cairn.workers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.config.PythonModelConfig;
import dev.cairn.http.ApiException;
import dev.cairn.scoring.ModelFolder;
import dev.cairn.scoring.invocation.Answer;
import dev.cairn.scoring.invocation.Asker;
import dev.cairn.scoring.invocation.Servable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Answers that processes of Python give in parts.
@Timeout(120)
final class AnswersInPartsTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String COUNTS = """
            made = []
            def predict(data):
                return [len(made)]
            def predict_stream(messages):
                try:
                    for i in range(messages[0]):
                        made.append(i)
                        yield {"i": i}
                finally:
                    print("closed", flush=True)
            """;

    @TempDir
    Path folder;

    private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
    private Path python;

    @BeforeEach
    void makePython() throws Exception {
        Path environment = folder.resolve("python");
        Process made = new ProcessBuilder("python3", "-I", "-m", "venv", "--without-pip", environment.toString())
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        python = environment.resolve("bin/python");
        try (DirectoryStream<Path> lib = Files.newDirectoryStream(environment.resolve("lib"))) {
            Files.writeString(
                    lib.iterator().next().resolve("site-packages/tested.pth"),
                    Path.of("src/test/resources/workers").toAbsolutePath().toString());
        }
    }

    private Servable open(String code, Duration answering) throws IOException {
        return open(code, answering, 1);
    }

    private Servable open(String code, Duration answering, int processes) throws IOException {
        Path model = Files.createDirectory(folder.resolve("model"));
        Files.writeString(model.resolve("MLmodel"), "flavors:\n  python_function:\n    loader_module: its.own\n");
        Files.writeString(model.resolve("model.py"), code);
        PythonModelConfig config = new PythonModelConfig(
                PythonModelConfig.Use.ON,
                Optional.of(python),
                folder.resolve("data"),
                false,
                false,
                new PythonModelConfig.Limits(1L << 30, 500, LONG, answering, 1L << 30));
        try (PythonModels models = new PythonModels(config)) {
            return models.open(ModelFolder.open(model), processes, Map.of(), ModelLog.of(log::add), () -> {});
        } catch (NotReadyException noEnvironmentIsMade) {
            throw new AssertionError(noEnvironmentIsMade);
        }
    }

    /// What a test does with each part.
    private interface Taking {
        void take(String part) throws IOException;
    }

    private static Asker taking(Taking taking) {
        return new Asker() {
            @Override
            public void begins() {
                // which none of these tests asks
            }

            @Override
            public boolean takesParts() {
                return true;
            }

            @Override
            public void take(byte[] part) throws IOException {
                taking.take(new String(part, UTF_8));
            }

            @Override
            public void takeFailure(String why) throws IOException {
                taking.take("failed: " + why);
            }
        };
    }

    private static Answer ask(Servable model, String message, Taking taking) {
        String body = "{\"messages\": [%s], \"stream\": true}".formatted(message);
        return model.answer(body.getBytes(UTF_8), Answer.JSON, taking(taking));
    }

    private static String whole(Servable model) {
        return new String(
                model.answer("{\"inputs\": [1]}".getBytes(UTF_8), Answer.JSON).body(), UTF_8);
    }

    private void awaitLog(String line) throws InterruptedException {
        while (!log.contains(line)) {
            Thread.sleep(10);
        }
    }

    @Test
    void eachPartIsMadeWhenItIsWantedAndOthersAreAnsweredInBetween() throws IOException {
        try (Servable model = open(COUNTS, LONG)) {
            List<String> taken = new ArrayList<>();
            Answer answer = ask(model, "3", part -> {
                taken.add(part);
                assertThat(whole(model)).isEqualTo("{\"predictions\": [%d]}".formatted(taken.size()));
            });

            assertThat(answer).extracting(Answer::status, Answer::isInParts).containsExactly(200, true);
            assertThat(taken).containsExactly("{\"i\": 0}", "{\"i\": 1}", "{\"i\": 2}");
        }
    }

    @Test
    void manyAnswersAreUnderWayAtATime() throws IOException {
        try (Servable model = open(COUNTS, LONG)) {
            List<String> inner = new ArrayList<>();
            ask(model, "3", _ -> ask(model, "2", inner::add));

            assertThat(inner).hasSize(6);
        }
    }

    @Test
    void aProcessThatIsLongAboutAPartKeepsNoRequestFromAnother() throws Exception {
        Path go = folder.resolve("model/go"); // it sees nothing else there
        try (Servable model = open("""
                        import os, time
                        def predict(data):
                            return data
                        def predict_stream(messages):
                            yield 1
                            while not os.path.exists("%s"):
                                time.sleep(0.01)
                            yield 2
                        """.formatted(go), LONG, 2);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch begun = new CountDownLatch(1);
            Future<Answer> streamed = callers.submit(() -> ask(model, "1", _ -> begun.countDown()));
            begun.await();
            for (int i = 0; i < 20; i++) {
                assertThat(whole(model)).isEqualTo("{\"predictions\": [1]}");
            }
            assertThat(streamed.isDone()).isFalse();
            Files.createFile(go);
            assertThat(streamed.get().status()).isEqualTo(200);
        }
    }

    @Test
    void anAnswerThatNobodyWantsAnyMoreIsGivenUp() throws Exception {
        try (Servable model = open(COUNTS, LONG)) {
            assertThatThrownBy(() -> ask(model, "1000000", _ -> {
                        throw new IOException("the client is gone");
                    }))
                    .isInstanceOf(UncheckedIOException.class);
            awaitLog("closed");
            assertThat(whole(model)).isEqualTo("{\"predictions\": [1]}");
        }
    }

    @Test
    void anAnswerOfWhichTheThreadIsInterruptedIsGivenUp() throws Exception {
        try (Servable model = open(COUNTS, LONG)) {
            assertThatThrownBy(() -> ask(model, "1000000", _ -> {
                        Thread.currentThread().interrupt();
                        throw new IOException("the client takes nothing");
                    }))
                    .isInstanceOf(UncheckedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
            awaitLog("closed");
            assertThat(whole(model)).isEqualTo("{\"predictions\": [1]}");
        }
    }

    @Test
    void anAnswerGoesOnWhileOtherRequestsWaitAllTheTime() throws Exception {
        try (Servable model = open(COUNTS, LONG);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            AtomicBoolean isOver = new AtomicBoolean();
            List<Future<?>> others = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                others.add(callers.submit(() -> {
                    while (!isOver.get()) {
                        assertThat(whole(model)).startsWith("{\"predictions\": [");
                    }
                }));
            }
            List<String> taken = new ArrayList<>();
            try {
                assertThat(ask(model, "50", taken::add).status()).isEqualTo(200);
            } finally {
                isOver.set(true);
            }
            assertThat(taken).hasSize(50);
            for (Future<?> other : others) {
                other.get();
            }
        }
    }

    @Test
    void whatFailsBeforeTheFirstPartIsAnsweredAsAWhole() throws IOException {
        try (Servable model = open("""
                from mlflow.exceptions import MlflowException
                def predict(data):
                    return data
                def predict_stream(messages):
                    if messages == ["refused"]:
                        raise MlflowException("not that")
                    raise ValueError("broken")
                    yield
                """, LONG)) {
            Answer refused = ask(model, "\"refused\"", _ -> {});
            Answer broken = ask(model, "1", _ -> {});

            assertThat(refused.status()).isEqualTo(400);
            assertThat(new String(refused.body(), UTF_8)).contains("not that").doesNotContain("stack_trace");
            assertThat(broken.status()).isEqualTo(500);
            assertThat(new String(broken.body(), UTF_8)).contains("ValueError: broken");
        }
    }

    @Test
    void whatFailsLaterIsToldInTheLastPart() throws IOException {
        try (Servable model = open("""
                def predict(data):
                    return data
                def predict_stream(messages):
                    yield 1
                    raise ValueError("broken")
                """, LONG)) {
            List<String> taken = new ArrayList<>();
            Answer answer = ask(model, "1", taken::add);

            assertThat(answer).extracting(Answer::status, Answer::isInParts).containsExactly(500, true);
            assertThat(taken).containsExactly("1", "failed: ValueError: broken");
        }
    }

    @Test
    void aProcessThatEndsAmidAnAnswerIsToldInTheLastPart() throws IOException {
        try (Servable model = open("""
                import os
                def predict(data):
                    return data
                def predict_stream(messages):
                    yield 1
                    os._exit(7)
                """, LONG)) {
            List<String> taken = new ArrayList<>();
            Answer answer = ask(model, "1", taken::add);

            assertThat(answer).extracting(Answer::status, Answer::isInParts).containsExactly(500, true);
            assertThat(taken).hasSize(2).last().asString().contains("failed: ", "exit code 7");
        }
    }

    @Test
    void aPartThatNeverComesEndsTheProcess() throws IOException {
        try (Servable model = open("""
                import time
                def predict(data):
                    return data
                def predict_stream(messages):
                    while messages == ["wait"]:
                        time.sleep(1)
                    yield 1
                """, Duration.ofSeconds(2))) {
            assertThatThrownBy(() -> ask(model, "\"wait\"", _ -> {}))
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("did not answer in time");
        }
    }

    @Test
    void aPartThatIsTooLargeEndsItsAnswerAlone() throws IOException {
        try (Servable model = open("""
                made = []
                def predict(data):
                    return [len(made)]
                def predict_stream(messages):
                    for size in messages:
                        made.append(size)
                        yield "x" * (size << 20)
                """, LONG)) {
            Answer first = ask(model, "64, 1", _ -> {});
            List<String> taken = new ArrayList<>();
            Answer later = ask(model, "0, 64, 1", taken::add);

            assertThat(first.status()).isEqualTo(500);
            assertThat(new String(first.body(), UTF_8)).contains("INTERNAL_ERROR", "larger than 64 MiB");
            assertThat(later).extracting(Answer::status, Answer::isInParts).containsExactly(500, true);
            assertThat(taken)
                    .hasSize(2)
                    .last()
                    .asString()
                    .startsWith("failed: ")
                    .contains("larger than 64 MiB");
            assertThat(whole(model)).isEqualTo("{\"predictions\": [3]}");
        }
    }

    @Test
    void aModelThatMakesNoPartsSaysSo() throws IOException {
        try (Servable model = open("def predict(data):\n    return data\n", LONG)) {
            Answer answer = ask(model, "1", _ -> {});

            assertThat(answer.status()).isEqualTo(400);
            assertThat(new String(answer.body(), UTF_8)).contains("does not support predict_stream");
        }
    }

    @Test
    void whoTakesNoPartsIsRefusedAndTheModelIsNotAskedForAny() throws IOException {
        try (Servable model = open(COUNTS, LONG)) {
            Answer answer = model.answer("{\"messages\": [1], \"stream\": true}".getBytes(UTF_8), Answer.JSON);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(whole(model)).isEqualTo("{\"predictions\": [0]}");
        }
    }
}
