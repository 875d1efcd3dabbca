package dev.cairn.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.LockedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The Python environments of models.
@Timeout(120)
final class EnvironmentsTest {
    private static final String MADE = "The environment of the model is made";
    private static final Requirements NONE = new Requirements("", List.of(), List.of());

    @TempDir
    Path folder;

    private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();

    private Environments environments(long mostBytes) {
        return new Environments(folder, mostBytes, false);
    }

    /// By which servers agree who makes one, and who uses it.
    private Path lock(Requirements wanted) {
        return folder.resolve(wanted.name() + ".lock");
    }

    private Environment.Lease use(Environments environments, Requirements wanted) throws Exception {
        while (true) {
            try {
                return environments.use(wanted, log::add);
            } catch (NotReadyException notYet) {
                notYet.await();
            }
        }
    }

    @Test
    void whoeverWantsOneThatIsMadeIsToldAndDoesNotWait() throws Exception {
        try (Environments environments = environments(Long.MAX_VALUE)) {
            try (LockedFile _ = LockedFile.alone(lock(NONE))) { // so that it is not made yet
                assertThatThrownBy(() -> environments.use(NONE, log::add))
                        .isInstanceOf(NotReadyException.class)
                        .hasMessageContaining("is being made");
                assertThatThrownBy(() -> environments.use(NONE, log::add)).isInstanceOf(NotReadyException.class);
            }

            assertThat(use(environments, NONE).python()).isExecutable();
        }
        assertThat(log).filteredOn(line -> line.startsWith(MADE)).hasSize(1);
    }

    @Test
    void modelsOfSeveralServersThatWantTheSamePackagesHaveOneEnvironment() throws Exception {
        try (Environments one = environments(Long.MAX_VALUE);
                Environments other = environments(Long.MAX_VALUE)) {
            Environment.Lease first = use(one, NONE);
            first.close(); // a program has a lock once

            assertThat(use(other, NONE).python()).isEqualTo(first.python()).isExecutable();
        }
        assertThat(log).filteredOn(line -> line.startsWith(MADE)).hasSize(1);
    }

    @Test
    void oneThatAnotherServerMadeAndUsesIsUsedHereToo() throws Exception {
        Path place = Files.createDirectory(folder.resolve(NONE.name()));
        try (Environments environments = environments(Long.MAX_VALUE);
                LockedFile other = LockedFile.alone(lock(NONE))) {
            assertThatThrownBy(() -> environments.use(NONE, log::add)).isInstanceOf(NotReadyException.class);
            mark(place);
            other.share();

            use(environments, NONE).close();
        }
        assertThat(log).isEmpty();
    }

    @Test
    void oneThatCannotBeMadeSaysSoLeavesNothingAndIsNotMadeOverAndOver() {
        Requirements wrong = new Requirements("", List.of("pip; nonsense == '1'"), List.of());
        try (Environments environments = environments(Long.MAX_VALUE)) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> use(environments, wrong))
                        .isInstanceOf(WorkerException.class)
                        .hasMessageContaining("could not be made");
            }
        }
        assertThat(log).filteredOn(line -> line.startsWith(MADE)).hasSize(1);
        assertThat(log).anyMatch(line -> line.contains("nonsense"));
        assertThat(folder).isDirectoryNotContaining(Files::isDirectory);
    }

    @Test
    void oneThatWasCutOffIsMadeAnew() throws Exception {
        try (Environments environments = environments(Long.MAX_VALUE)) {
            Environment.Lease lease = use(environments, NONE);
            lease.close();
            Path complete = lease.python().resolve("../../complete").normalize();
            Files.delete(complete);

            assertThat(use(environments, NONE).python())
                    .isEqualTo(lease.python())
                    .isExecutable();
            assertThat(complete).exists();
        }
    }

    @Test
    void oneWhosePythonIsGoneOrAnotherByNowIsMadeAnew() throws Exception {
        try (Environments environments = environments(Long.MAX_VALUE)) {
            Environment.Lease lease = use(environments, NONE);
            lease.close();
            for (String other : List.of("/nowhere/python3", "/bin/sh")) {
                Files.delete(lease.python());
                Files.createSymbolicLink(lease.python(), Path.of(other));

                use(environments, NONE).close();
                assertThat(lease.python().toRealPath())
                        .isExecutable()
                        .isNotEqualTo(Path.of("/bin/sh").toRealPath());
            }
        }
        assertThat(log).filteredOn(line -> line.startsWith(MADE)).hasSize(3);
    }

    @Test
    void oneThatIsUsedWhileItsPythonBecomesAnotherIsMadeAnewOnceNobodyUsesItAnyMore() throws Exception {
        try (Environments environments = environments(Long.MAX_VALUE)) {
            Environment.Lease first = use(environments, NONE);
            Files.delete(first.python());
            Files.createSymbolicLink(first.python(), Path.of("/bin/sh"));

            use(environments, NONE).close();
            assertThat(log).filteredOn(line -> line.startsWith(MADE)).hasSize(1);
            first.close();

            use(environments, NONE).close();
        }
        assertThat(log).filteredOn(line -> line.startsWith(MADE)).hasSize(2);
    }

    @Test
    void oneWithoutItsPythonThatAnotherServerUsesIsNotWaitedFor() throws Exception {
        made(NONE.name());
        Files.delete(folder.resolve(NONE.name()).resolve("bin/python"));
        try (Environments environments = environments(Long.MAX_VALUE);
                LockedFile _ = LockedFile.shared(lock(NONE))) {
            assertThatThrownBy(() -> use(environments, NONE))
                    .isInstanceOf(WorkerException.class)
                    .hasMessageContaining("made anew once no other server uses it");
        }
    }

    @Test
    void whereThePythonThatIsWantedCannotBeHadAnotherOnesEnvironmentIsUsedAndTheLogSaysSo() throws Exception {
        Requirements old = new Requirements("3.2", List.of(), List.of());
        try (Environments environments = environments(Long.MAX_VALUE)) {
            Path any = use(environments, NONE).python();

            assertThat(use(environments, old).python()).isEqualTo(any);
        }
        assertThat(folder.resolve(old.name())).doesNotExist();
        assertThat(log)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("The model wants Python 3.2, which")
                        .endsWith("Another one is taken."));
    }

    @Test
    void theOnesThatNobodyUsesMakeRoomForOthers() throws Exception {
        Environment unused = made("unused");
        Environment used = made("used");
        Files.createDirectories(folder.resolve("cut-off/bin"));
        try (Environment.Lease lease = used.use().orElseThrow();
                Environments environments = environments(1)) {
            Path python = use(environments, NONE).python();

            assertThat(unused.isComplete()).isFalse();
            assertThat(folder.resolve("cut-off")).doesNotExist();
            assertThat(lease.python().resolve("../..").normalize()).isDirectoryContaining("glob:**complete");
            assertThat(python).isExecutable();
        }
    }

    private Environment made(String name) throws IOException {
        Path place = Files.createDirectory(folder.resolve(name));
        mark(place);
        return new Environment(place);
    }

    /// Has it be one that is made.
    private static void mark(Path place) throws IOException {
        Path written = Files.writeString(place.resolve("making"), "10\n" + python(place));
        Files.move(written, place.resolve("complete"), StandardCopyOption.ATOMIC_MOVE);
    }

    /// An interpreter of an environment, and where it is.
    private static Path python(Path place) throws IOException {
        Files.createDirectory(place.resolve("bin"));
        return Files.createFile(place.resolve("bin/python")).toRealPath();
    }

    @Test
    void oneThatIsUsedTwiceStaysUntilBothHaveEnded() throws Exception {
        Environment environment = made("it");
        Environment.Lease one = environment.use().orElseThrow();
        Environment.Lease other = environment.use().orElseThrow();

        one.close();
        assertThat(environment.remove()).isFalse();
        other.close();
        assertThat(environment.remove()).isTrue();
        assertThat(environment.use()).isEmpty();
    }

    @Test
    void oneThatLostItsMarkIsFreeOnceNobodyUsesItAnyMore() throws Exception {
        Environment environment = made("it");
        Environment.Lease lease = environment.use().orElseThrow();
        Files.delete(folder.resolve("it/complete"));

        assertThat(environment.use()).isEmpty();
        lease.close();
        assertThat(environment.remove()).isTrue();
    }
}
