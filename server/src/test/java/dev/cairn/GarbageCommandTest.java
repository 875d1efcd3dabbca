package dev.cairn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `cairn gc`, beside a server that runs.
final class GarbageCommandTest {
    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    @RegisterExtension
    final Terminal terminal = new Terminal();

    private String experiment = "";

    @BeforeEach
    void open() throws IOException {
        experiment = SERVER.post("experiments/create", "{\"name\": \"%s\"}".formatted(UUID.randomUUID()))
                .field("experiment_id");
    }

    @Test
    void aDryRunSaysWhatWouldGoAndTakesNothing() throws IOException {
        String run = deletedRun();

        assertThat(gc("--experiment-ids", experiment, "--dry-run"))
                .isEqualTo("Would remove 0 experiment(s), 1 run(s), 0 logged model(s), 0 trace(s)\n");

        assertThat(SERVER.stored()).anyMatch(path -> path.endsWith(run + "/artifacts/a.txt"));
        assertThat(SERVER.post("runs/restore", "{\"run_id\": \"%s\"}".formatted(run))
                        .status())
                .isEqualTo(200);
        assertThat(lifecycle(run)).isEqualTo("active");
    }

    @Test
    void whatIsDeletedGoesWithItsFilesOnceTheCommandEnds() throws IOException {
        String run = deletedRun();
        String other = deletedRun();

        assertThat(gc("--run-ids", run))
                .isEqualTo("Removed 0 experiment(s), 1 run(s), 0 logged model(s), 0 trace(s)\n");

        assertThat(SERVER.stored()).noneMatch(path -> path.contains(run)).anyMatch(path -> path.contains(other));
        assertThat(SERVER.get(RunningServer.API + "runs/get?run_id=" + run).status())
                .isEqualTo(404);
        assertThat(lifecycle(other)).isEqualTo("deleted");
    }

    @Test
    void whatIsYoungerThanAskedForStays() throws IOException {
        String run = deletedRun();

        assertThat(gc("--older-than", "1d"))
                .isEqualTo("Removed 0 experiment(s), 0 run(s), 0 logged model(s), 0 trace(s)\n");

        assertThat(lifecycle(run)).isEqualTo("deleted");
        assertThat(Main.run(arguments("--older-than", "a while"), Map.of())).isEqualTo(2);
        assertThat(text()).contains("Invalid age 'a while'").doesNotContain("\tat ");
    }

    @Test
    void whatIsStillNeededIsNamed() throws IOException {
        String run = deletedRun();
        String name = "model-" + UUID.randomUUID();
        SERVER.post("registered-models/create", "{\"name\": \"%s\"}".formatted(name));
        assertThat(SERVER.post(
                                "model-versions/create",
                                "{\"name\": \"%s\", \"source\": \"runs:/%s/model\", \"run_id\": \"%s\"}"
                                        .formatted(name, run, run))
                        .status())
                .isEqualTo(200);

        assertThat(gc("--run-ids", run))
                .startsWith("Removed 0 experiment(s), 0 run(s)")
                .contains("Kept run " + run)
                .contains("the registered model " + name + " version 1 was made of it");

        assertThat(lifecycle(run)).isEqualTo("deleted");
    }

    private String deletedRun() throws IOException {
        String run = SERVER.post("runs/create", "{\"experiment_id\": \"%s\"}".formatted(experiment))
                .json()
                .at("/run/info/run_id")
                .asString();
        assertThat(SERVER.put(experiment + "/" + run + "/artifacts/a.txt", "x").status())
                .isEqualTo(200);
        assertThat(SERVER.post("runs/delete", "{\"run_id\": \"%s\"}".formatted(run))
                        .status())
                .isEqualTo(200);
        return run;
    }

    private static String lifecycle(String run) throws IOException {
        return SERVER.get(RunningServer.API + "runs/get?run_id=" + run)
                .json()
                .at("/run/info/lifecycle_stage")
                .asString();
    }

    /// What the command prints when it succeeds.
    private String gc(String... options) throws IOException {
        assertThat(Main.run(arguments(options), Map.of())).as(terminal.text()).isZero();
        return text();
    }

    private static String[] arguments(String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("gc", "--data", SERVER.data().toString()));
        arguments.addAll(List.of(options));
        return arguments.toArray(String[]::new);
    }

    private String text() {
        String text = terminal.text();
        terminal.clear();
        return text;
    }
}
