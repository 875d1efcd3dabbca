package dev.cairn.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
@EnabledOnOs(OS.LINUX)
class ProcessesTest {
    /// One process that its first thread starts, and one that another thread does: each has
    /// answered a line and waits for the next one, so that what it takes stands still.
    private static final String CODE = """
            import subprocess, threading
            def begin():
                process = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
                process.stdin.write(b"a line\\n")
                process.stdin.flush()
                process.stdout.readline()
                return process
            begun = threading.Event()
            def work():
                second = begin()
                begun.set()
                second.wait()
            first = begin()
            threading.Thread(target=work).start()
            begun.wait()
            print("begun", flush=True)
            first.wait()
            """;

    private final Process parent = new ProcessBuilder("python3", "-I", "-c", CODE).start();

    ProcessesTest() throws IOException {}

    @BeforeEach
    void await() throws IOException {
        assertThat(parent.inputReader().readLine()).isEqualTo("begun");
    }

    @AfterEach
    void end() {
        parent.descendants().forEach(ProcessHandle::destroyForcibly);
        parent.destroyForcibly();
    }

    private List<ProcessHandle> below(Optional<List<ProcessHandle>> known) {
        return Processes.below(parent.pid(), known).orElseThrow();
    }

    @Test
    void whatAnyThreadHasStartedIsFoundAndStaysKnown() {
        List<ProcessHandle> all = below(Optional.empty());

        assertThat(all)
                .hasSize(2)
                .containsExactlyInAnyOrderElementsOf(parent.descendants().toList());
        assertThat(below(Optional.of(List.of()))).hasSize(1).isSubsetOf(all);
        assertThat(below(Optional.of(all))).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void whatHasEndedIsNotKnownAnyMore() throws Exception {
        List<ProcessHandle> all = below(Optional.empty());
        ProcessHandle ended = all.getFirst();
        ended.destroyForcibly();
        ended.onExit().get();

        assertThat(below(Optional.of(all))).doesNotContain(ended);
    }

    @Test
    void whatProcessesTakeIsToldOfAllOfThem() {
        Processes.Taken taken =
                Processes.taken(List.of(parent.pid(), ProcessHandle.current().pid()).stream());

        assertThat(taken.bytes()).isPositive();
        assertThat(taken.tasks()).isGreaterThan(2);
        assertThat(taken.nanos()).isPositive();
    }

    @Test
    void ofAFamilyTheFirstProcessCountsForAllButMemory() {
        Family family = new Family(parent);
        family.isComplete();

        Processes.Taken taken = family.taken();
        Processes.Taken others =
                Processes.taken(below(Optional.empty()).stream().map(ProcessHandle::pid));

        assertThat(taken.bytes()).isPositive().isEqualTo(others.bytes());
        assertThat(taken.tasks()).isEqualTo(others.tasks() + 2);
        assertThat(family.bytes(taken)).isPositive().isLessThanOrEqualTo(taken.bytes());
    }
}
