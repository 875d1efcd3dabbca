package dev.cairn.serving;

import dev.cairn.db.Database;
import dev.cairn.files.TemporaryFolder;
import dev.cairn.hosting.HeldModel;
import dev.cairn.hosting.LoadingMarks;
import dev.cairn.hosting.MemoryBudget;
import dev.cairn.hosting.ModelOpener;
import dev.cairn.hosting.RestingModel;
import dev.cairn.hosting.ScoringThreads;
import dev.cairn.hosting.ServedVersion;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.serving.ServedReason;
import dev.cairn.protocol.serving.ServedReason.Kind;
import dev.cairn.remote.ClusterModels;
import dev.cairn.remote.NotThereException;
import dev.cairn.remote.Pods;
import dev.cairn.remote.Wanted;
import dev.cairn.scoring.ModelFolder;
import dev.cairn.scoring.ModelFormatException;
import dev.cairn.scoring.UnsupportedFlavorException;
import dev.cairn.scoring.invocation.Servable;
import dev.cairn.serving.reasons.NotLoaded;
import dev.cairn.serving.variables.Environment;
import dev.cairn.serving.variables.SecretVariables;
import dev.cairn.workers.ModelLog;
import dev.cairn.workers.NotReadyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes a version a model that answers: here, from its files, or in a cluster.
///
/// @param memory of the machine, which the models share
/// @param marks  of the loading of what may end the server
record VersionLoader(
        Database database,
        ModelSource source,
        Ways ways,
        ScoringThreads threads,
        InstantSource clock,
        MemoryBudget memory,
        LoadingMarks marks)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VersionLoader.class);

    /// How models come to answer.
    ///
    /// @param variables of their processes and pods
    /// @param opener    of those that are in memory here
    /// @param cluster   where the others are
    record Ways(SecretVariables variables, ModelOpener opener, ClusterModels cluster) {}

    /// Makes the files of a version a model that answers.
    private interface Opening {
        /// Opens the model of a folder.
        ///
        /// @param afterwards what is done once the model needs the folder no more; not if it cannot be opened
        Servable open(Path folder, ModelLog log, Runnable afterwards) throws IOException, NotReadyException;
    }

    /// How a version is opened.
    ///
    /// @param files       those of it that are needed here
    /// @param environment of its processes
    private record Way(ModelSource.Extent files, Environment environment, Opening opening) {}

    /// Loads a version, which rests while nobody asks it if its entity says so.
    ///
    /// @param watched of the entity, which is told how it goes
    ServedVersion load(EntityVersion asked, Watchers.Watched watched) throws NotLoaded {
        Servable loaded = opened(asked, watched);
        Servable kept = Idleness.of(asked.entity())
                .<Servable>map(idle -> new RestingModel(loaded, idle, () -> reopened(asked, watched), clock))
                .orElse(loaded);
        return new ServedVersion(
                kept,
                Concurrency.of(asked.entity()),
                threads,
                () -> watched.serving().add(asked.what() + " has answered its last request and is freed"));
    }

    /// The same once more, for a request that waits for it. The model may have another name by now.
    private Servable reopened(EntityVersion asked, Watchers.Watched watched) {
        try {
            return opened(asked.renamed(database.read(tx -> new ServedStore(tx).names())), watched);
        } catch (NotLoaded failed) {
            watched.building().add("failed: " + failed.getMessage());
            String why = String.valueOf(failed.getMessage());
            throw failed.waits() ? new RestingModel.NotYet(why) : ApiException.busy(why);
        }
    }

    private Servable opened(EntityVersion asked, Watchers.Watched watched) throws NotLoaded {
        if (asked.version().isEmpty()) {
            String wanted = Objects.requireNonNull(asked.entity().entityVersion());
            throw new NotLoaded(ServedReason.of(Kind.NO_VERSION, asked.model(), wanted, null));
        }
        watched.building().add(asked.what() + " is being loaded");
        try {
            if (!source.isOf(asked.endpoint().workspace(), asked.model(), asked.made())) {
                throw new NotLoaded(asked.reason(Kind.OTHER_MODEL, null));
            }
            return ClusterModels.areOf(asked.entity()) ? inCluster(asked, watched) : here(asked, watched);
        } catch (NotThereException away) {
            ServedReason why = away.until() == null
                    ? asked.reason(Kind.NOT_LOADABLE, away.getMessage()).found(away.found())
                    : asked.reason(Kind.PODS_IN_MAKING, null);
            throw new NotLoaded(why, away.passes(), away.until());
        } catch (NotReadyException notYet) {
            throw new NotLoaded(asked.reason(Kind.ENVIRONMENT_IN_MAKING, null), true, notYet.made());
        } catch (UnsupportedFlavorException notHere) {
            throw new NotLoaded(asked.reason(Kind.NEEDS_PYTHON, notHere.getMessage()));
        } catch (ModelOpener.NoHeapException full) {
            throw new NotLoaded(asked.noRoom(full.bytes(), full.heap()));
        } catch (ModelFormatException wrong) {
            throw new NotLoaded(asked.reason(Kind.NOT_LOADABLE, wrong.getMessage()));
        } catch (ApiException refused) {
            throw new NotLoaded(
                    asked.reason(Kind.NOT_LOADABLE, refused.getMessage()),
                    refused.code() == ErrorCode.TEMPORARILY_UNAVAILABLE);
        } catch (IOException | UncheckedIOException unreadable) {
            LOG.warn("model={} version={} cannot be read", asked.model(), asked.version(), unreadable);
            throw new NotLoaded(asked.reason(Kind.FILES_UNREADABLE, null), true);
        } catch (RuntimeException | LinkageError | OutOfMemoryError unforeseen) {
            LOG.error("model={} version={} cannot be loaded", asked.model(), asked.version(), unforeseen);
            throw new NotLoaded(
                    asked.reason(Kind.UNFORESEEN, unforeseen.getClass().getSimpleName()));
        }
    }

    private Environment environment(EntityVersion asked) throws NotLoaded {
        StoredEndpoint endpoint = asked.endpoint();
        return ways.variables().of(asked.config().creator(), endpoint.workspace(), endpoint.name(), asked.entity());
    }

    private Servable here(EntityVersion asked, Watchers.Watched watched)
            throws IOException, NotLoaded, NotReadyException {
        Environment environment = environment(asked);
        Opening here = (folder, log, afterwards) -> ways.opener()
                .open(folder, Concurrency.processes(asked.entity()), environment.variables(), log, afterwards);
        return fetch(asked, watched, new Way(ModelSource.Extent.WHOLE, environment, here));
    }

    /// One whose pods answer. Where they do not, they are begun, and no thread waits for them.
    private Servable inCluster(EntityVersion asked, Watchers.Watched watched)
            throws IOException, NotLoaded, NotReadyException, NotThereException {
        Pods pods = ways.cluster().hold(begin(asked, watched.building()));
        boolean isOpen = false;
        try {
            Opening there = (folder, _, afterwards) -> pods.model(ModelFolder.open(folder), afterwards);
            Servable opened = fetch(asked, watched, new Way(ModelSource.Extent.DESCRIPTION, Environment.NONE, there));
            isOpen = true;
            return opened;
        } finally {
            if (!isOpen) {
                pods.leave();
            }
        }
    }

    /// Begins its pods, if they are not begun.
    Wanted begin(EntityVersion asked, Journal building) throws NotLoaded, NotThereException {
        ClusterModels cluster = ways.cluster();
        Wanted wanted = ReleaseTurns.wanted(asked);
        if (!cluster.isBegun(wanted)) {
            Environment environment = environment(asked);
            cluster.begin(wanted, environment.variables(), asked.hasServed(), building::add, environment::redacted);
        }
        return wanted;
    }

    private Servable fetch(EntityVersion asked, Watchers.Watched watched, Way way)
            throws IOException, NotLoaded, NotReadyException {
        TemporaryFolder folder = source.folder();
        try {
            long bytes = source.fetch(
                    asked.endpoint().workspace(), asked.model(), asked.version(), way.files(), folder.path());
            watched.building().add("its files are here: " + MemoryBudget.sized(bytes));
            return open(asked, watched, way, folder, bytes);
        } catch (IOException | NotLoaded | NotReadyException | RuntimeException | Error failure) {
            folder.close();
            throw failure;
        }
    }

    private Servable open(EntityVersion asked, Watchers.Watched watched, Way way, TemporaryFolder folder, long bytes)
            throws IOException, NotLoaded, NotReadyException {
        if (!memory.take(bytes)) {
            throw new NotLoaded(asked.noRoom(bytes, memory));
        }
        long taken = bytes;
        @Nullable Servable loaded = null;
        boolean isOpen = false;
        try {
            // The example is in the folder, which a model that is scored here does not need itself any more.
            AtomicInteger needed = new AtomicInteger(2);
            Runnable unneeded = () -> {
                if (needed.decrementAndGet() == 0) {
                    folder.close();
                }
            };
            try (LoadingMarks.Mark _ = marks.begin(asked.mark())) {
                loaded = way.opening().open(folder.path(), log(watched, way.environment()), unneeded);
                tried(watched.building(), asked, loaded);
            }
            unneeded.run();
            long measured = Math.max(bytes, loaded.bytesElsewhere());
            if (!memory.replace(bytes, measured)) {
                throw new NotLoaded(asked.noRoom(measured, memory));
            }
            taken = measured;
            isOpen = true;
            return new HeldModel(loaded, () -> memory.release(measured));
        } catch (UnsupportedFlavorException notHere) {
            throw notHere; // before anything got its variables
        } catch (ModelFormatException wrong) {
            throw new ModelFormatException(way.environment().redacted(String.valueOf(wrong.getMessage())));
        } finally {
            if (!isOpen) {
                memory.release(taken);
                if (loaded != null) {
                    loaded.close();
                }
            }
        }
    }

    private static ModelLog log(Watchers.Watched watched, Environment environment) {
        return new ModelLog(
                environment.redacting(watched.building()::add),
                environment.redacting(watched.serving()::add),
                environment::redacted);
    }

    private static void tried(Journal building, EntityVersion asked, Servable loaded) {
        building.add(
                loaded.warmUp()
                        ? "it scored its input example"
                        : "it has no input example that it scores, and is served untried");
        long elsewhere = loaded.bytesElsewhere();
        if (elsewhere > 0) {
            building.add("its processes take " + MemoryBudget.sized(elsewhere));
        }
        building.add(asked.what() + " is loaded");
    }

    /// What is still being loaded has not ended the server.
    @Override
    public void close() {
        marks.close();
    }
}
