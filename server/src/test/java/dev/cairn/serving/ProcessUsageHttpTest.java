package dev.cairn.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.RunningServer;
import dev.cairn.workers.TestStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What is told of the processor and the memory that versions take.
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class ProcessUsageHttpTest {
    /// It computes for so long as it is asked to, half of that in a process that has ended when it answers.
    private static final String CODE = """
            import os, time
            kept = bytearray(b"x" * (100 << 20))
            def compute(seconds):
                end = time.process_time() + seconds
                while time.process_time() < end:
                    pass
            def predict(rows):
                if rows == ["leave"]:
                    os._exit(9)
                child = os.fork()
                if child == 0:
                    compute(rows[0] / 2)
                    os._exit(0)
                os.waitpid(child, 0)
                compute(rows[0] / 2)
                return rows
            """;

    private static final String OWN = "own-1";
    private static final String HERE = "iris-1";
    private static final double MIB = 1 << 20;

    @TempDir
    Path folder;

    private final RunningServer server = new RunningServer();
    private final ServedModels models = new ServedModels(server);

    @BeforeEach
    void serve() throws IOException {
        server.withPython(new TestStream(folder).python());
        server.start();
        Path model = Files.createDirectory(folder.resolve("model"));
        Files.writeString(model.resolve("MLmodel"), TestStream.MODEL);
        Files.writeString(model.resolve("model.py"), CODE);
        models.register("own", model);
        models.register("iris", "classifier");
        models.create("both", """
                {"served_entities": [{"entity_name": "own", "entity_version": "1"},
                                     {"entity_name": "iris", "entity_version": "1"}],
                 "traffic_config": {"routes": [{"served_model_name": "own-1", "traffic_percentage": 50},
                                               {"served_model_name": "iris-1", "traffic_percentage": 50}]}}
                """);
        models.settled("both");
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    private int ask(String row) throws IOException {
        return models.json(
                        "POST",
                        "/serving-endpoints/both/served-models/own-1/invocations",
                        "{\"inputs\": [%s]}".formatted(row))
                .status();
    }

    /// A figure of an entity.
    private Optional<Double> told(String name, String entity) throws IOException {
        String sample = "%s{endpoint_name=\"both\",served_model_name=\"%s\",served_model_version=\"1\"} "
                .formatted(name, entity);
        return server.get(ServedModels.ENDPOINTS + "/both/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith(sample))
                .map(line -> Double.valueOf(line.substring(sample.length())))
                .findFirst();
    }

    private double own(String name) throws IOException {
        return told(name, OWN).orElseThrow();
    }

    @Test
    void theMemoryOfAVersionIsThatOfItsProcesses() throws IOException {
        double bytes = own("cairn_memory_bytes");

        assertThat(own("cairn_processes")).isEqualTo(1);
        assertThat(bytes).isBetween(100 * MIB, 400 * MIB);
        assertThat(own("mem_usage_percentage")).isCloseTo(100 * bytes / (1024 * MIB), within(1.0));
        assertThat(told("mem_usage_percentage", HERE)).isPresent();
        assertThat(told("cairn_memory_bytes", HERE)).isEmpty();
        assertThat(told("cairn_processes", HERE)).contains(0.0);
    }

    @Test
    void theProcessorTimeOfAVersionIsThatOfItsProcessesAndOfThoseThatHaveEnded() throws IOException {
        double before = own("cairn_cpu_seconds_total");
        assertThat(ask("1")).isEqualTo(200);
        double after = own("cairn_cpu_seconds_total");
        assertThat(after - before).isGreaterThan(0.9);
        while (own("cpu_usage_percentage") == 0) {
            assertThat(ask("0.5")).isEqualTo(200);
        }
        assertThat(own("cpu_usage_percentage")).isLessThanOrEqualTo(100);
        assertThat(told("cairn_cpu_seconds_total", HERE)).isEmpty();
        assertThat(told("cpu_usage_percentage", HERE)).isPresent();

        assertThat(ask("\"leave\"")).isEqualTo(500);
        while (ask("0") != 200) {
            LockSupport.parkNanos(50_000_000);
        }

        assertThat(own("cairn_cpu_seconds_total")).isGreaterThanOrEqualTo(after);
    }
}
