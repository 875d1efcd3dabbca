package dev.cairn.workers;

import dev.cairn.files.OwnerOnly;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The Python environments of models, each made once for all models that want the same packages, two at a time, by
/// threads of their own. Those that were unused for longest are removed when all have more than they may. Safe for use
/// by any number of threads.
final class Environments implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Environments.class);
    private static final int MAKERS = 2;
    private static final int WAITING = 1_000;

    private final Path folder;
    private final long mostBytes;
    private final boolean withBuilds;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor makers = new ThreadPoolExecutor(
            MAKERS,
            MAKERS,
            1,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("cairn-environment-", 0).factory());

    private record Known(Environment environment, Attempts attempts) {}

    /// @param mostBytes  what they may have on disk together
    /// @param withBuilds whether packages are built
    Environments(Path folder, long mostBytes, boolean withBuilds) {
        this.folder = folder.toAbsolutePath();
        this.mostBytes = mostBytes;
        this.withBuilds = withBuilds;
        makers.allowCoreThreadTimeOut(true);
    }

    private Known of(String name) {
        return known.computeIfAbsent(
                name, _ -> new Known(new Environment(folder.resolve(name)), new Attempts(System::nanoTime)));
    }

    /// The use of an environment. Where the Python that is wanted cannot be had, it is that of another one, and whoever
    /// comes later tries again to have the right one.
    ///
    /// @param log takes how it is made, line by line, where that is begun now
    /// @throws NotReadyException if it is being made
    /// @throws WorkerException if it cannot be made
    Environment.Lease use(Requirements wanted, Consumer<String> log)
            throws IOException, NotReadyException, WorkerException {
        OwnerOnly.folder(folder);
        try {
            return exact(wanted, log);
        } catch (NoPythonException none) {
            log.accept("%s Another one is taken.".formatted(none.getMessage()));
            return exact(wanted.ofAnyPython(), log);
        }
    }

    private Environment.Lease exact(Requirements wanted, Consumer<String> log)
            throws IOException, NotReadyException, WorkerException {
        Known one = of(wanted.name());
        Optional<Environment.Lease> there = one.environment.use();
        if (there.isPresent()) {
            return there.get();
        }
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        throw new NotReadyException(
                "its Python environment is being made",
                begin(one, new EnvironmentMaker(wanted, withBuilds, path, log)));
    }

    private Future<?> begin(Known one, EnvironmentMaker maker) throws WorkerException {
        try {
            return one.attempts.begin(makers, () -> {
                one.environment.make(maker);
                makeRoom(one.environment);
            });
        } catch (RejectedExecutionException full) {
            return CompletableFuture.completedFuture(null); // it is asked for again
        }
    }

    /// An environment that is there, and nobody has to use.
    private record Unused(Environment environment, FileTime since, long bytes) {}

    /// Removes what was cut off while it was made, and the longest unused while all have more than they may.
    private void makeRoom(Environment made) {
        try {
            removeOthers(made);
        } catch (IOException failure) {
            LOG.warn("folder={} cannot be swept; what no model uses there takes room", folder, failure);
        }
    }

    private void removeOthers(Environment made) throws IOException {
        List<Unused> all = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path each : folders) {
                Environment one = of(String.valueOf(each.getFileName())).environment;
                if (one.isComplete()) {
                    all.add(new Unused(one, one.used(), one.bytes()));
                } else if (one.remove()) {
                    LOG.info("environment={} was cut off while it was made, and is removed", each);
                }
            }
        }
        long bytes = all.stream().mapToLong(Unused::bytes).sum();
        for (Unused each :
                all.stream().sorted(Comparator.comparing(Unused::since)).toList()) {
            if (bytes > mostBytes && each.environment != made && each.environment.remove()) {
                bytes -= each.bytes;
                LOG.info("an environment of {} MiB that no model uses is removed", each.bytes >> 20);
            }
        }
    }

    /// Makes none any more.
    @Override
    public void close() {
        makers.shutdownNow();
    }
}
