package dev.cairn.serving;

import dev.cairn.access.Workspace;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
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
import dev.cairn.protocol.serving.ServedEntity;
import dev.cairn.protocol.serving.ServedReason;
import dev.cairn.protocol.serving.ServedReason.Kind;
import dev.cairn.protocol.serving.ServedReason.Room;
import dev.cairn.remote.ClusterModels;
import dev.cairn.remote.NotThereException;
import dev.cairn.remote.Pods;
import dev.cairn.remote.Wanted;
import dev.cairn.scoring.ModelFolder;
import dev.cairn.scoring.ModelFormatException;
import dev.cairn.scoring.UnsupportedFlavorException;
import dev.cairn.scoring.invocation.Servable;
import dev.cairn.serving.reasons.NotLoaded;
import dev.cairn.serving.reasons.ServedReasons;
import dev.cairn.workers.ModelLog;
import dev.cairn.workers.NotReadyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings versions into memory, some at a time, and tells the database what became of a configuration.
final class Loading implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loading.class);

    private static final int GRACE_SECONDS = 5;

    private final Database database;
    private final ModelSource source;
    private final Ways ways;
    private final ScoringThreads threads;
    private final InstantSource clock;
    private final MemoryBudget memory;
    private final LoadingMarks marks;
    private volatile boolean isClosing;
    private final ExecutorService loaders = threads(4, "cairn-loading-");

    /// Of what could not be loaded before, and will hardly be: a model that never ends to load keeps
    /// no other waiting but its like.
    private final ExecutorService again = threads(2, "cairn-loading-again-");

    Loading(
            Database database,
            ModelSource source,
            Ways ways,
            ScoringThreads threads,
            InstantSource clock,
            MemoryBudget memory,
            LoadingMarks marks) {
        this.database = database;
        this.source = source;
        this.ways = ways;
        this.threads = threads;
        this.clock = clock;
        this.memory = memory;
        this.marks = marks;
    }

    /// How models come to answer.
    ///
    /// @param variables of their processes and pods
    /// @param opener    of those that are in memory here
    /// @param cluster   where the others are
    record Ways(SecretVariables variables, ModelOpener opener, ClusterModels cluster) {}

    /// What is in memory of a plan.
    ///
    /// @param traffic with what answered before in the place of what could not be loaded
    /// @param missing why that could not be loaded; empty where all is there
    record Loaded(Traffic traffic, Optional<NotLoaded> missing) {}

    InstantSource clock() {
        return clock;
    }

    ModelSource source() {
        return source;
    }

    /// So many, of which each takes work only when it has none: what waits may be something else by the time it is its
    /// turn.
    private static ExecutorService threads(int most, String name) {
        return new ThreadPoolExecutor(
                0,
                most,
                1,
                TimeUnit.MINUTES,
                new SynchronousQueue<>(),
                Thread.ofPlatform().daemon().name(name, 0).factory());
    }

    /// Has one of the threads that load do something, if one has no work.
    ///
    /// @param isAgain whether it was tried before, and failed for a reason that does not pass
    /// @return whether it is done; else it is to be tried again soon
    boolean later(boolean isAgain, Runnable work) {
        try {
            (isAgain ? again : loaders).execute(work);
            return true;
        } catch (RejectedExecutionException busy) {
            return false;
        }
    }

    /// The words by which the loading of a version in an entity is marked.
    static String marked(long endpoint, long config, String entity, String version) {
        return "endpoint=%d config=%d entity=%s version=%s".formatted(endpoint, config, entity, version);
    }

    /// Brings a plan into memory. What is there already and fits is taken over, and held once more. Of a configuration
    /// that has served, a version that cannot be loaded leaves the one that answered last, or a shadow out.
    ///
    /// @param watchers of the endpoint, which are told how it goes
    Loaded load(StoredEndpoint endpoint, Plan plan, @Nullable Traffic before, Watchers watchers) throws NotLoaded {
        One loading = new One(endpoint, plan, before, watchers);
        Map<Integer, ServedVersion> loaded = new LinkedHashMap<>();
        List<String> versions = new ArrayList<>();
        @Nullable NotLoaded missing = null;
        try {
            for (int i = 0; i < plan.entities().size(); i++) {
                Brought brought = loading.bring(i);
                if (brought.served() != null) {
                    loaded.put(i, brought.served());
                }
                versions.add(brought.version());
                missing = soonest(missing, brought.missing());
            }
            Plan now = new Plan(plan.stored(), List.copyOf(versions));
            return new Loaded(Traffic.of(now, loaded, watchers), Optional.ofNullable(missing));
        } catch (NotLoaded | RuntimeException | Error failure) {
            loaded.values().forEach(ServedVersion::leave);
            throw failure;
        }
    }

    /// Of two reasons that of which it is known first whether it holds.
    private static @Nullable NotLoaded soonest(@Nullable NotLoaded one, @Nullable NotLoaded other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.waits() || (other.passes() && !one.waits()) ? other : one;
    }

    /// What is in memory of one entity.
    ///
    /// @param version that answers; empty where none does
    /// @param missing why that is not the one that is meant; null where it is
    private record Brought(
            String version,
            @Nullable ServedVersion served,
            @Nullable NotLoaded missing) {}

    /// What is to be loaded.
    private record Ask(String model, String version, long made) {
        String what() {
            return "Version %s of the model %s".formatted(version, model);
        }

        ServedReason reason(Kind kind, @Nullable String detail) {
            return ServedReason.of(kind, model, version, detail);
        }

        ServedReason noRoom(long bytes, MemoryBudget memory) {
            return ServedReason.noRoom(model, version, new Room(bytes, memory.taken(), memory.most()));
        }
    }

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

    /// One plan that is brought into memory.
    private final class One {
        private final StoredEndpoint endpoint;
        private final Workspace workspace;
        private final Plan plan;
        private final @Nullable Traffic before;
        private final Watchers watchers;

        One(StoredEndpoint endpoint, Plan plan, @Nullable Traffic before, Watchers watchers) {
            this.endpoint = endpoint;
            this.workspace = endpoint.workspace();
            this.plan = plan;
            this.before = before;
            this.watchers = watchers;
        }

        /// Brings into memory what an entity means.
        Brought bring(int index) throws NotLoaded {
            String version = plan.versions().get(index);
            try {
                requireReader(index);
                return new Brought(version, keepOrLoad(index, version), null);
            } catch (NotLoaded failed) {
                if (failed.waits()) {
                    beginAfter(index);
                }
                if (plan.stored().isPending()) {
                    throw failed;
                }
                return instead(index, failed);
            }
        }

        /// What answered last, in the place of a version that cannot be loaded. In that of a shadow
        /// there may be nothing: the others answer without it.
        private Brought instead(int index, NotLoaded failed) throws NotLoaded {
            List<String> served = plan.stored().served();
            String last = served.isEmpty() ? "" : served.get(index);
            try {
                if (last.isEmpty() || last.equals(plan.versions().get(index))) {
                    throw failed;
                }
                return new Brought(last, keepOrLoad(index, last), failed);
            } catch (NotLoaded none) {
                if (plan.entities().get(index).cairnShadow() == null) {
                    throw failed.waits() ? failed : none;
                }
                return new Brought("", null, failed);
            }
        }

        /// A version that has not answered yet is one that whoever configured the endpoint may read.
        private void requireReader(int index) throws NotLoaded {
            List<String> served = plan.stored().served();
            if (!served.isEmpty() && served.get(index).equals(plan.versions().get(index))) {
                return;
            }
            String model = Objects.requireNonNull(plan.entities().get(index).entityName());
            String creator = plan.stored().creator();
            if (!database.read(tx -> source.isReader(tx, creator, workspace, model))) {
                throw new NotLoaded(ServedReason.named(Kind.NOT_A_READER, creator, model, null));
            }
        }

        private ServedVersion keepOrLoad(int index, String version) throws NotLoaded {
            ServedEntity entity = plan.entities().get(index);
            String name = Objects.requireNonNull(entity.name());
            long made = plan.stored().models().get(index);
            Optional<Traffic.Share> kept = fitting(index, version)
                    .filter(share -> share.served().enter())
                    .findFirst();
            if (kept.isPresent()) {
                if (plan.entities().stream().noneMatch(each -> kept.get().name().equals(each.name()))) {
                    watchers.rename(kept.get().watched(), name);
                }
                return kept.get().served();
            }
            try {
                return load(entity, new Ask(Objects.requireNonNull(entity.entityName()), version, made));
            } catch (NotLoaded failed) {
                watchers.of(name).building().add((failed.passes() ? "not yet: " : "failed: ") + failed.getMessage());
                throw failed;
            }
        }

        /// What answers already with what an entity is to answer with.
        private Stream<Traffic.Share> fitting(int index, String version) {
            if (before == null) {
                return Stream.empty();
            }
            ServedEntity entity = plan.entities().get(index);
            long made = plan.stored().models().get(index);
            boolean isSame = before.plan().stored().secretsOf() == plan.stored().secretsOf();
            return isSame || !Variables.refersToSecrets(entity) // which may be others now
                    ? before.shares().stream().filter(share -> share.fits(entity, version, made))
                    : Stream.empty();
        }

        /// Begins those after one that waits, so that pods are started beside each other. What keeps
        /// one from that is told when it is its turn.
        private void beginAfter(int index) {
            for (int i = index + 1; i < plan.entities().size(); i++) {
                ServedEntity entity = plan.entities().get(i);
                String version = plan.versions().get(i);
                if (ClusterModels.areOf(entity)
                        && !version.isEmpty()
                        && fitting(i, version).findAny().isEmpty()) {
                    begin(i, entity, version);
                }
            }
        }

        private void begin(int index, ServedEntity entity, String version) {
            long made = plan.stored().models().get(index);
            String model = Objects.requireNonNull(entity.entityName());
            Journal building =
                    watchers.of(Objects.requireNonNull(entity.name())).building();
            try {
                requireReader(index);
                if (source.isOf(workspace, model, made)) {
                    begun(entity, new Ask(model, version, made), building);
                }
            } catch (NotLoaded | NotThereException | ApiException later) {
                LOG.debug("entity={} is not begun before its turn", entity.name(), later);
            }
        }

        private ServedVersion load(ServedEntity entity, Ask asked) throws NotLoaded {
            Servable loaded = opened(entity, asked);
            One again = new One(endpoint, plan, null, watchers); // which holds nothing of what was there before
            Servable kept = Idleness.of(entity)
                    .<Servable>map(idle -> new RestingModel(loaded, idle, () -> again.reopened(entity, asked), clock))
                    .orElse(loaded);
            Journal serving = watchers.of(Objects.requireNonNull(entity.name())).serving();
            return new ServedVersion(
                    kept,
                    Concurrency.of(entity),
                    threads,
                    () -> serving.add(asked.what() + " has answered its last request and is freed"));
        }

        /// The same once more, for a request that waits for it. The model may have another name by now.
        private Servable reopened(ServedEntity entity, Ask asked) {
            try {
                return opened(entity, database.read(tx -> now(tx, asked)));
            } catch (NotLoaded failed) {
                watchers.of(Objects.requireNonNull(entity.name())).building().add("failed: " + failed.getMessage());
                String why = String.valueOf(failed.getMessage());
                throw failed.waits() ? new RestingModel.NotYet(why) : ApiException.busy(why);
            }
        }

        private Ask now(Transaction tx, Ask asked) {
            return new ServedStore(tx)
                    .names().stream()
                            .filter(each -> each.endpoint() == endpoint.id() && each.made() == asked.made())
                            .findFirst()
                            .map(each -> new Ask(each.model(), asked.version(), asked.made()))
                            .orElse(asked);
        }

        private Servable opened(ServedEntity entity, Ask asked) throws NotLoaded {
            if (asked.version().isEmpty()) {
                String wanted = Objects.requireNonNull(entity.entityVersion());
                throw new NotLoaded(ServedReason.of(Kind.NO_VERSION, asked.model(), wanted, null));
            }
            Journal building =
                    watchers.of(Objects.requireNonNull(entity.name())).building();
            building.add(asked.what() + " is being loaded");
            try {
                if (!source.isOf(workspace, asked.model(), asked.made())) {
                    throw new NotLoaded(asked.reason(Kind.OTHER_MODEL, null));
                }
                if (ClusterModels.areOf(entity)) {
                    return inCluster(entity, asked, building);
                }
                Environment environment = environment(entity);
                Opening here = (folder, log, afterwards) -> ways.opener()
                        .open(folder, Concurrency.processes(entity), environment.variables(), log, afterwards);
                return fetch(entity, asked, new Way(ModelSource.Extent.WHOLE, environment, here));
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

        private Environment environment(ServedEntity entity) throws NotLoaded {
            return ways.variables().of(plan.stored().creator(), workspace, endpoint.name(), entity);
        }

        /// One whose pods answer. Where they do not, they are begun, and no thread waits for them.
        private Servable inCluster(ServedEntity entity, Ask asked, Journal building)
                throws IOException, NotLoaded, NotReadyException, NotThereException {
            Pods pods = ways.cluster().hold(begun(entity, asked, building));
            boolean isOpen = false;
            try {
                Opening there = (folder, _, afterwards) -> pods.model(ModelFolder.open(folder), afterwards);
                Servable opened =
                        fetch(entity, asked, new Way(ModelSource.Extent.DESCRIPTION, Environment.NONE, there));
                isOpen = true;
                return opened;
            } finally {
                if (!isOpen) {
                    pods.leave();
                }
            }
        }

        private Wanted begun(ServedEntity entity, Ask asked, Journal building) throws NotLoaded, NotThereException {
            ClusterModels cluster = ways.cluster();
            Wanted wanted = ReleaseTurns.wanted(endpoint, plan.stored(), entity, asked.version(), asked.made());
            if (!cluster.isBegun(wanted)) {
                Environment environment = environment(entity);
                cluster.begin(
                        wanted,
                        environment.variables(),
                        hasServed(entity, asked.version()),
                        building::add,
                        environment::redacted);
            }
            return wanted;
        }

        private boolean hasServed(ServedEntity entity, String version) {
            List<String> served = plan.stored().served();
            int index = plan.entities().indexOf(entity);
            return index >= 0 && !served.isEmpty() && served.get(index).equals(version);
        }

        private Servable fetch(ServedEntity entity, Ask asked, Way way)
                throws IOException, NotLoaded, NotReadyException {
            TemporaryFolder folder = source.folder();
            try {
                long bytes = source.fetch(workspace, asked.model(), asked.version(), way.files(), folder.path());
                watchers.of(Objects.requireNonNull(entity.name()))
                        .building()
                        .add("its files are here: " + MemoryBudget.sized(bytes));
                return open(entity, asked, way, folder, bytes);
            } catch (IOException | NotLoaded | NotReadyException | RuntimeException | Error failure) {
                folder.close();
                throw failure;
            }
        }

        private Servable open(ServedEntity entity, Ask asked, Way way, TemporaryFolder folder, long bytes)
                throws IOException, NotLoaded, NotReadyException {
            if (!memory.take(bytes)) {
                throw new NotLoaded(asked.noRoom(bytes, memory));
            }
            long taken = bytes;
            @Nullable Servable loaded = null;
            boolean isOpen = false;
            try {
                Watchers.Watched watched = watchers.of(Objects.requireNonNull(entity.name()));
                Environment environment = way.environment();
                ModelLog log = new ModelLog(
                        environment.redacting(watched.building()::add),
                        environment.redacting(watched.serving()::add),
                        environment::redacted);
                // The example is in the folder, which a model that is scored here does not need itself any more.
                AtomicInteger needed = new AtomicInteger(2);
                Runnable unneeded = () -> {
                    if (needed.decrementAndGet() == 0) {
                        folder.close();
                    }
                };
                try (LoadingMarks.Mark _ = marks.begin(mark(entity, asked))) {
                    loaded = way.opening().open(folder.path(), log, unneeded);
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

        /// What it is to load an entity of a configuration.
        private String mark(ServedEntity entity, Ask asked) {
            return marked(endpoint.id(), plan.configVersion(), Objects.requireNonNull(entity.name()), asked.version());
        }

        private static void tried(Journal building, Ask asked, Servable loaded) {
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
    }

    /// A pending configuration is what serves from now on.
    ///
    /// @return whether it is; another server may have given it up
    boolean activate(StoredConfig config) {
        return !isClosing && database.write(tx -> new ConfigStore(tx).activate(config, clock.millis()));
    }

    /// A pending configuration is given up.
    void fail(StoredConfig config, ServedReason why) {
        if (!isClosing) {
            database.write(tx -> {
                new ConfigStore(tx).fail(config, ServedReasons.stored(why), clock.millis());
                return true;
            });
        }
    }

    /// The versions of a plan answer now. Of a shadow that was left out, the one that did last is what it served.
    void keepServed(StoredEndpoint endpoint, Plan plan) {
        StoredConfig config = plan.stored();
        List<String> last = config.served().isEmpty() ? plan.versions() : config.served();
        List<String> versions = IntStream.range(0, last.size())
                .mapToObj(i -> plan.versions().get(i).isEmpty()
                        ? last.get(i)
                        : plan.versions().get(i))
                .toList();
        boolean areKnown = versions.stream().noneMatch(String::isEmpty);
        if (!isClosing && areKnown) {
            database.write(tx -> {
                boolean isThere = new EndpointStore(tx).locked(endpoint.id()).isPresent();
                if (isThere && new ConfigStore(tx).keepServed(config, versions)) {
                    long now = clock.millis();
                    Map<String, Long> changed = new ServedStore(tx).replace(endpoint, config, versions, now);
                    if (!config.served().isEmpty()) { // else they are what a rollout has begun with
                        changed.forEach((entity, version) -> Rollouts.replace(tx, endpoint, entity, version, now));
                    }
                }
                return true;
            });
        }
    }

    /// This happened to an endpoint by itself.
    void tell(StoredEndpoint endpoint, EventStore.Happened happened) {
        if (!isClosing) {
            database.write(tx -> {
                new EventStore(tx).add(endpoint.id(), happened, "", clock.millis());
                return true;
            });
        }
    }

    /// Loads nothing any more, and waits a moment for what is under way.
    @Override
    public void close() {
        isClosing = true;
        loaders.shutdownNow();
        again.shutdownNow();
        try {
            if (!loaders.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)
                    || !again.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("a model is still being loaded while the server stops");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            marks.close();
        }
    }
}
